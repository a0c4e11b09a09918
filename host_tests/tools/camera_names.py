"""Ways in which people write cameras, and the body they mean. Data for `test_cameras_search.py`."""

# Brand -> "body: one way / another way". Where two brands have a body of that name, the way says which it means.
WAYS = {
    "Canon": """
        EOS 300D: 300d / eos 300 d / digital rebel / canon digital rebel / kiss digital
        EOS 350D: rebel xt / digital rebel xt / 350d / canon rebel XT / kiss digital n / EOS350D
        EOS 400D: rebel xti / xti / eos400d / kiss digital x / cannon rebel xti
        EOS 450D: rebel xsi / xsi / 450 D / kiss x2
        EOS 500D: t1i / rebel t1i / kiss x3 / canon 500d
        EOS 550D: t2i / rebel t2i / canon t2i / kissx4 / eos 550 d
        EOS 600D: t3i / T3i / rebel t3i / Rebel T3i / canon rebel t3i / canon eos rebel t3i / kiss x5 / eos kiss x5
        EOS 600D: 600d / 600 d / canon 600d / cannon 600d / eos600d / canoneos600d / EOS 600D (Rebel T3i)
        EOS 600D: rebal t3i / canon t3i rebel / 600d/t3i / rebel t3l / 6ood / cannon rebal t3i
        EOS 600D: Canon EOS 600 D body only
        EOS 650D: t4i / rebelt4i / kiss x6i
        EOS 700D: t5i / rebel t5i / kiss x7i / canon 700 d
        EOS 750D: t6i / rebel t6i / canon eos 750d
        EOS 760D: t6s / rebel t6s / 8000d
        EOS 800D: t7i / rebel t7i / kiss x9i
        EOS 850D: t8i / rebel t8i / canon 850d
        EOS 100D: sl1 / rebel sl1 / kiss x7
        EOS 200D: rebel sl2
        EOS 250D: sl3 / rebel sl3 / kiss x10 / 200d mark ii / 200d ii / 200d mk2
        EOS 1000D: rebel xs / kiss f / 1000d
        EOS 1100D: rebel t3 / t3 / canon 1100d / kiss x50
        EOS 1200D: rebel t5 / eos 1200d / kiss x70
        EOS 1300D: rebel t6 / 1300 d
        EOS 2000D: rebel t7 / 1500d / kiss x90
        EOS 4000D: t100 / 3000d
        EOS D30: canon d30 / eos d30
        EOS 10D: 10d / canon 10 d
        EOS 20D: 20d / canon eos 20 d / 20da
        EOS 40D: 40d / canon 40D / canno 40d
        EOS 60D: 60d / 60 d / canon 60da
        EOS 70D: 70d / EOS-70D / cannon eos 70d
        EOS 77D: 77d / 9000d
        EOS 80D: 80d / canon 80 d / Canon EOS 80D with 18-135mm lens
        EOS 90D: 90d / can0n 90d
        EOS 7D: 7d / canon 7d
        EOS 7D Mark II: 7d2 / 7d mk2 / 7dii / 7d mark 2 / 7D II
        EOS 5D: 5d / canon 5d / 5d mark i / 5D classic
        EOS 5D Mark II: 5d2 / 5dii / 5d mk ii / 5d mark 2 / canon 5d mkii / 5D Ⅱ
        EOS 5D Mark III: 5d3 / 5diii / 5d mk3 / 5d mark iii / 5D 3
        EOS 5D Mark IV: 5d4 / 5div / 5d mk4 / 5dmkiv / 5d mark 4 / 5 d mark iv / eos5dmarkiv / 5dm4 / canon 5d mrk iv
        EOS 5DS R: 5dsr / 5ds r / canon 5DS-R
        EOS 6D: 6d / canon 6 d
        EOS 6D Mark II: 6d2 / 6dii / 6d mark ii / 6d mkii
        EOS-1D Mark IV: 1d4 / 1d mk4 / 1d mark iv
        EOS-1D X: 1dx / 1d x / canon 1dx / eos 1dx
        EOS-1D X Mark II: 1dx2 / 1dx mk2 / 1dxii / 1d x mark ii / 1dx mark 2
        EOS-1D X Mark III: 1dx3 / 1dx iii / 1dxmkiii / 1d x iii
        EOS M50: m50 / kiss m / eos m50 / canon m 50
        EOS M50 Mark II: m50 ii / m50 mark 2 / kiss m2
        EOS R: eos r / canon r / eosr / canon eos-r
        EOS RP: rp / eos rp / canon rp
        EOS R5: r5 / canon r 5 / eos r5
        EOS R6: r6 / eosr6 / canon r6
        EOS R6 Mark II: r6 ii / r6ii / r6 mark ii / eos r6 mark ii / r6m2 / r6 mk2 / canon r6 2 / R6 MkII
        EOS R6 Mark II: canon r6 markii
        EOS R7: r7 / eos r7
        EOS R8: r8 / canoneosr8
        EOS R10: r10 / eos r 10
        EOS R50: r50 / canon R50
        PowerShot SX60 HS: sx60 / sx60 hs / sx60hs / powershot sx60 / power shot sx60hs / canon sx 60 hs
        PowerShot SX60 HS: powershott sx60
    """,
    "Nikon": """
        D40: nikon d40 / d 40 / D-40
        D40x: d40x / d40 x
        D60: nikon d60 / Nikon D60 / nikkon d60 / nikond60
        D80: d80 / nikon d-80
        D90: d90 / nikon d 90 / nicon d90
        D3000: d3000 / nikon d 3000
        D3100: d3100 / d310o
        D3300: d3300 / NIKON D3300
        D3500: d3500 / nikno d3500
        D5000: d5000 / D 5000 / nikon d5000
        D5100: d5100 / nikond5100
        D5300: d5300 / nikon d5300 dslr
        D5600: d5600 / nikonn d5600
        D70: d70 / nikon d70
        D70s: d70s / d70 s
        D7000: d7000 / nikon D7000 camera
        D7100: d7100 / d 7100
        D7200: d7200 / nikon d7200 with 18-140 mm
        D7500: d7500 / nilon d7500
        D200: d200 / nikon d200
        D300: d300 / nikon d 300
        D300S: d300s / d300 s
        D500: d500 / the nikon d500
        D600: d600 / nikon d600
        D610: d610 / d61o
        D700: d700 / nikkor d700
        D750: d750 / nikkon d750 / nikkond750 / d75o / nikon d-750
        D780: d780 / nkion d780
        D800: d800 / nikon d800
        D810: d810 / d 810
        D850: d850 / d 850 / D-850 / nikon d850 / nikond850 / nikon dslr d850 / Nikon  D850! / d85o
        Df: df / nikon df / nikon d f
        D3S: d3s / d3 s
        D4S: d4s / nikon d4s
        D5: d5 / nikon d5
        D6: d6 / nikon d 6
        Z5: z5 / nikon z 5
        Z6: z6 / nikon z6
        Z6 II: z6ii / z6 ii / z 6ii / z6 2 / z62 / z6 mark ii / z6 mk2 / nikon z6 mark 2
        Z6 III: z6iii / z6 iii / z 6iii / z6 3 / z63 / nikon z6 mark iii
        Z7 II: z7ii / z7 2 / nikon z 7 ii
        Z8: z8 / z 8 / Z-8 / nikon z 8 / nikonz8
        Z9: z9 / nikon z9 / nikom z9
        Z50: z50 / nikon z 50
        Z fc: zfc / z fc / nikon z-fc
        Z30: z30 / z 30
        Zf: zf / nikon z f
    """,
    "Sony": """
        A7: a7 / sony a7 / α7 / alpha 7 / ilce-7 / sonya7 / a7 mark i
        A7 II: a7ii / a7 2 / a72 / a7 mark ii / ilce-7m2 / α7 II / sony a7 mk2 / a7m2
        A7 III: a7iii / a7 iii / a7 3 / a73 / a7m3 / a7 mk3 / A7III / sony alpha 7 iii / sony alpha a7iii / α7Ⅲ
        A7 III: ilce-7m3 / ilce7m3 / ILCE 7M3 / a7 mark 3 / sony a7lll / soni a7iii / a7-iii
        A7 IV: a7iv / a7 4 / a74 / a7m4 / a7 mark iv / alpha 7 iv / sonya7iv
        A7R III: a7riii / a7r3 / a7r iii / a7rm3 / ilce-7rm3 / a7r mark 3
        A7R IV: a7riv / a7r4 / a7r iv / alpha 7r iv
        A7R V: a7rv / a7r5 / a7r v / ilce-7rm5
        A7S: a7s / sony a7s
        A7S III: a7siii / a7s3 / a7s iii / a7sm3 / α7S III
        A7C: a7c / sony a7c / alpha 7c
        A7C II: a7cii / a7c2 / a7c ii
        A9: a9 / sony a9
        A9 II: a9ii / a9 2 / a9 mark ii
        A1: a1 / sony a1 / alpha 1 / ilce-1
        A6000: a6000 / ilce-6000 / alpha 6000 / sony a 6000 / α6000 / a600o
        A6300: a6300 / sony a6300
        A6400: a6400 / ilce6400 / sony alpha a6400
        A6500: a6500 / sonya6500
        A6600: a6600 / sny a6600
        A6700: a6700 / sony a6700
        A5100: a5100 / sony alpha a5100
        A77: a77 / slt-a77 / slt-a77v / slt a77
        A77 II: a77ii / a77 2 / a77 mark ii / ilca-77m2
        A99: a99 / slt-a99
        A700: a700 / dslr-a700 / alpha 700
        A900: a900 / dslr a900
        NEX-7: nex7 / nex-7 / sony nex 7
        ZV-E10: zve10 / zv e10 / sony zv-e10
        ZV-E10 II: zve10 ii / zv-e10 2
        ILX-LR1: ilx-lr1 / lr1 / ilxlr1
    """,
    "Olympus": """
        E-M1: em1 / e-m1 / omd em1 / om-d e-m1 / olympus e m1 / omdem1 / e-m1 mark 1
        E-M1 Mark II: em1 ii / em1ii / e-m1 ii / em1 mk2 / om-d e-m1 mark 2 / olympus em1 mark ii / e-m1.2 / em1 2
        E-M1 Mark II: em1m2
        E-M1 Mark II: olympis om-d e-m1 mark ii / omd em1 mkii / E-M1MarkII / olmypus em1 ii / oly em1.2
        E-M1 Mark III: em1iii / em1 3 / e-m1 mark iii / em1 mk3
        E-M1X: em1x / e-m1x / omd em1x
        E-M5: em5 / om-d e-m5
        E-M5 Mark II: em5 ii / em5 mk2 / e-m5 mark ii
        E-M5 Mark III: em5iii / e-m5 mk iii
        E-M10: em10 / om-d em10
        E-M10 Mark II: em10 ii / em10 mk2
        E-P1: ep1 / pen e-p1 / olympus ep-1
        E-P5: ep5 / pen ep5
        E-PL1: epl1 / e-pl1 / pen lite e-pl1
        PEN-F: penf / pen f / olympus pen-f
        E-1: e1 / olympus e-1
        E-30: e30 / olympus e 30
        OM-1: om1 / om-1 / om system om-1 / olympus om1 / om system om1
        OM-1 Mark II: om1 ii / om-1 mark 2 / om1mkii
        OM-5: om5 / om system om-5 / omsystem om5
    """,
    "Fujifilm": """
        X-T1: xt1 / x-t1 / fuji xt1 / fuji x t1
        X-T10: xt10 / fuji x-t10
        X-E1: xe1 / fuji x-e1
        X-E2: xe2 / x-e2s
        X-Pro1: xpro1 / x pro 1 / x-pro 1
        X-Pro2: xpro2 / fuji xpro 2 / x-pro-2
        X-T2: xt2 / fujifilm xt-2
        X-T3: xt3 / fijifilm xt3 / fuji xt3 / fujifilm x-t3 / x t3
        X-T4: xt4 / x-t4 / X T4 / fuji xt4 / fujifilmxt4 / fujixt4 / fuijfilm x-t4 / xt-4 / X-T 4
        X-T5: xt5 / fuji x-t5 / fujifim xt5
        X-H1: xh1 / fuji x-h1
        X-H2S: xh2s / x-h2 s
        X-T20: xt20 / x-t 20
        X-T30: xt30 / fuji xt30
        X-T30 II: xt30ii / xt30 2 / x-t30 mark ii / x-t30 mk2
        X-E4: xe4 / fuji x e4
        X-S10: xs10 / x-s 10
        X100F: x100f / fuji x100f
        X100V: x100v / x100 v / fuji x-100v / fujifilm x100 5
        X100VI: x100vi / x100 vi / x100 6
        GFX 50S: gfx50s / gfx 50 s / fuji gfx-50s
        GFX 50R: gfx50r / gfx 50r
        GFX 100: gfx100 / fujifilm gfx 100
        FinePix HS20EXR: hs20 / hs20exr / hs20 exr / finepix hs20 / fuji hs20
        FinePix S5 Pro: s5 pro / fuji s5pro / finepix s5 pro / finepx s5 pro
    """,
    "Panasonic": """
        GH5: gh5 / lumix gh5 / dc-gh5 / DC GH5 / panasonic gh5 / lumixgh5 / gh-5 / panasonik gh5 / lumx gh5 / pana gh5
        GH5 II: gh5ii / gh5 ii / gh5 mk2 / gh5m2 / dc-gh5m2 / lumix gh5 mark ii / gh5 2
        GH5S: gh5s / lumix gh5s
        GH4: gh4 / dmc-gh4 / lumix dmc-gh4 / DMCGH4
        GH6: gh6 / panasonic lumix gh6
        GH2: gh2 / panasonic gh 2
        G9: g9 / lumix g9 / dc-g9
        G9 II: g9ii / g9 mark ii / g9m2 / lumix g9 2
        G85: g85 / g80 / g81 / lumix g80 / dmc-g85 / G80/G85
        GX1: gx1 / dmc-gx1 / lumix gx 1
        GX9: gx9 / gx7 mark iii / gx7 mk3 / lumix gx9
        GX8: gx8 / panasonc gx8
        S1: s1 / lumix s1 / dc-s1
        S5: s5 / lumix s5
        S5 II: s5ii / s5 ii / s5 mark 2 / s5m2 / s5iix / lumix s5 iix
        FZ80: fz80 / fz82 / lumix fz80 / dc-fz82 / fz 80
        FZ300: fz300 / fz330 / lumix fz 330
    """,
    "Pentax": """
        K-3: k3 / k-3 / pentax k3 / pentax k 3 / pentex k-3
        K-3 II: k3ii / k-3 ii / k3 mark ii / pentax k3 2
        K-3 III: k3iii / k3 mark 3 / k-3 mk iii / ricoh k-3 mark iii / k3 3
        K-1: k1 / pentax k-1
        K-1 II: k1ii / k-1 mark ii / k1 mk2 / pentaxk1 ii
        K-5: k5 / pentax k5
        K-5 II: k5ii / k-5 ii / k5iis / K-5 IIs
        K-7: k7 / pentax k-7
        K-70: k70 / pentax k70
        KP: kp / pentax kp / k-p
        K-50: k50 / pentax k 50
        K-S2: ks2 / pentax k-s2
        K-x: kx / pentax k-x
        K10D: k10d / k-10d / pentax k10 d
        K20D: k20d / pntax k20d
        645Z: 645z / pentax 645 z
    """,
    "Samsung": """
        NX500: nx500 / nx-500 / samsung nx 500 / samsumg nx500 / NX5OO
        NX1: nx1 / samsung nx1 / nx-1
        NX20: nx20 / samsung nx 20
        NX1000: nx1000
        NX30: nx30 / samsng nx30
        GX-10: gx10 / samsung gx-10
    """,
    "Sigma": """
        SD14: sd14 / sigma sd 14
        sd Quattro: sd quattro / sigma sd quatro / sdquattro
        fp: sigma fp / fp
    """,
    "Leica": """
        S2: leica s2 / leica s 2
        SL2: leica sl2 / lecia sl2
    """,
    "Hasselblad": """
        X1D-50c: x1d / hasselblad x1d / x1d 50c / haselblad x1d
        X1D II 50C: x1d ii / hasselblad x1d ii 50c
    """,
    "Konica Minolta": """
        Dynax 7D: dynax 7d / maxxum 7d / minolta 7d / konica minolta dynax 7d / minolta maxxum 7d
        Dynax 5D: dynax 5d / minolta 5d
    """,
    "Contax": """
        N Digital: contax n digital
        645: contax 645
    """,
    "Phase One": """
        XF: phase one xf / phaseone xf
    """,
    "Mamiya": """
        645AF: mamiya 645af / mamiya 645 af
    """,
}


def pairs() -> list[tuple[str, str]]:
    """(what is typed, the body's title), one of each way."""
    found = []
    for brand, table in WAYS.items():
        for line in table.strip().splitlines():
            name, ways = line.split(":", 1)
            found += [(way.strip(), f"{brand} {name.strip()}") for way in ways.split(" / ")]
    return found
