"""The rules themselves. KiCad's own tools can set them to zero without a word, and then find nothing any more."""

import json
import re

from boardcheck.project import Project

# Millimetres. Any board house makes these.
LEAST = {
    "min_clearance": 0.2,
    "min_track_width": 0.2,
    "min_connection": 0.2,
    "min_copper_edge_clearance": 0.5,
    "min_hole_clearance": 0.25,
    "min_hole_to_hole": 0.25,
    "min_through_hole_diameter": 0.3,
    "min_via_diameter": 0.5,
    "min_via_annular_width": 0.13,
    "min_silk_clearance": 0.1,
    "min_text_height": 0.8,
    "min_text_thickness": 0.1,
    "min_resolved_spokes": 2,
}
# Kinds of findings that nobody may switch off.
SEEN = """
    annular_width clearance connection_width copper_edge_clearance copper_sliver courtyards_overlap creepage
    drill_out_of_range duplicate_footprints extra_footprint footprint_symbol_mismatch hole_clearance hole_to_hole
    invalid_outline isolated_copper items_not_allowed lib_footprint_issues lib_footprint_mismatch malformed_courtyard
    missing_courtyard missing_footprint net_conflict npth_inside_courtyard pth_inside_courtyard shorting_items
    silk_edge_clearance silk_over_copper silk_overlap solder_mask_bridge starved_thermal text_height text_thickness
    track_dangling track_width tracks_crossing unconnected_items via_dangling zones_intersect
""".split()
CLASSES = {"Default": (0.2, 0.3), "Camera": (0.2, 0.4)}  # clearance, track
CAMERA_NETS = "*CAM_*"
APART = "A.NetClass == 'Camera' && B.NetClass != 'Camera'"
# What grip.kicad_dru must say: condition, constraint.
ISOLATION = (
    (APART, "(constraint clearance (min 4mm))"),
    (APART + " && B.Pad_Type != 'NPTH, mechanical'", "(constraint hole_clearance (min 4mm))"),
    (APART, "(constraint creepage (min 8mm))"),
    ("A.intersectsArea('ISOLATION')", "(constraint disallow track via pad zone graphic hole)"),
)


def rules(project: Project) -> list[str]:
    """Every limit, no kind of finding switched off, nothing excused, and the isolation rules word by word."""
    settings = json.loads(project.settings.read_text(encoding="utf-8"))
    design = settings["board"]["design_settings"]
    found = []
    for name, least in LEAST.items():
        value = design["rules"].get(name, 0)
        if value < least:
            found.append(f"rules: {name} is {value}, must be {least} or more (grip.kicad_pro)")
    for name in SEEN:
        severity = design["rule_severities"].get(name, "missing")
        if severity not in ("error", "warning"):  # both are reported, and a report of either fails
            found.append(f"rules: {name} is '{severity}', must be 'error' or 'warning' (grip.kicad_pro)")
    for name, severity in settings.get("erc", {}).get("rule_severities", {}).items():
        if severity == "ignore":
            found.append(f"rules: the schematic's {name} is ignored (grip.kicad_pro)")
    if design["drc_exclusions"] or settings.get("erc", {}).get("erc_exclusions"):
        found.append("rules: findings are excused (grip.kicad_pro: drc_exclusions, erc_exclusions)")
    return found + _classes(settings["net_settings"]) + _isolation(project)


def _classes(nets: dict) -> list[str]:
    found = []
    classes = {one["name"]: one for one in nets["classes"]}
    for name, (clearance, track) in CLASSES.items():
        one = classes.get(name, {})
        if one.get("clearance", 0) < clearance or one.get("track_width", 0) < track:
            found.append(
                f"rules: net class {name} must have clearance {clearance} and track {track} mm (grip.kicad_pro)"
            )
    if {"netclass": "Camera", "pattern": CAMERA_NETS} not in nets["netclass_patterns"]:
        found.append(f"rules: nets {CAMERA_NETS} are not in net class Camera (grip.kicad_pro)")
    return found


def _isolation(project: Project) -> list[str]:
    text = re.sub(r"#.*", "", project.rules.read_text(encoding="utf-8")) if project.rules.is_file() else ""
    present = []
    for rule in re.split(r"\(rule\s", text)[1:]:
        condition = re.search(r'\(condition\s+"([^"]*)"\)', rule)
        severity = re.search(r"\(severity\s+(\w+)\)", rule)
        if condition and severity and severity[1] == "error":
            present += [(condition[1], wanted) for wanted in re.findall(r"\(constraint (?:[^()]|\([^()]*\))*\)", rule)]
    return [
        f"rules: grip.kicad_dru must say, as an error: {condition}: {constraint}"
        for condition, constraint in ISOLATION
        if (condition, constraint) not in present
    ]
