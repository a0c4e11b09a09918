"""The mutants of a source text: cosmic-ray's, all but the operators in `left_out`."""

import ast

import cosmic_ray.plugins
from cosmic_ray.mutating import mutate_code

# What an arithmetic operator becomes: of cosmic-ray's eleven each, those that a slip of the pen would make.
SLIPS = (
    "Add_Sub", "Sub_Add", "Mul_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "FloorDiv_Add", "Mod_Add", "Mod_FloorDiv",
    "RShift_LShift", "LShift_RShift", "BitOr_BitAnd", "BitOr_Add", "BitOr_BitXor", "BitAnd_BitOr", "BitAnd_BitXor",
)  # fmt: skip


def left_out(name):
    """True for an operator that is not used: `is` for a comparison of numbers, names put in at random, see SLIPS."""
    if name.endswith(("Is", "IsNot")) and "_Is_" not in name and "_IsNot_" not in name:
        return True
    if "ReplaceBinaryOperator" in name:
        return not name.endswith(SLIPS)
    return name.endswith(("VariableReplacer", "VariableInserter", "RemoveDecorator"))


def mutants(source):
    """Every mutant of a source text that is not the same program: (name, line, text of the line, source)."""
    same = {ast.dump(ast.parse(source))}
    for name in sorted(cosmic_ray.plugins.operator_names()):
        if left_out(name):
            continue
        operator = cosmic_ray.plugins.get_operator(name)()
        occurrence = 0
        while (mutated := mutate_code(source, operator, occurrence)) is not None:
            occurrence += 1
            try:
                tree = ast.dump(ast.parse(mutated))
            except SyntaxError:
                continue
            if tree not in same:
                same.add(tree)
                yield name.split("/")[-1], *_first_difference(source, mutated), mutated


def _first_difference(source, mutated):
    for number, (was, now) in enumerate(zip(source.splitlines(), mutated.splitlines()), 1):
        if was != now:
            return number, now.strip()
    return 0, ""
