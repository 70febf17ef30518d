#!/usr/bin/env python3
"""Functions of float32 numbers as mpmath computes them, which the tests compare with ours.

    apt-get install python3-mpmath
    Tests/Peers/single.py

writes Tests/Core/TensorsTests/Golden/single.csv: a function, the bits of a float32 number in hexadecimal, and the value with
17 digits. The points lie in every power of 2, at the borders between two formulas, and at the ends.
"""
import pathlib
import random
import struct

import mpmath

mpmath.mp.prec = 200
target = pathlib.Path(__file__).resolve().parent.parent / "Core/TensorsTests/Golden/single.csv"
dice = random.Random(1)
functions = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
}


def number(bits):
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def bits(number):
    return struct.unpack("<I", struct.pack("<f", number))[0]


def points():
    for exponent in range(255):
        for sign in (0, 1):
            yield sign << 31 | exponent << 23 | dice.randrange(1 if exponent == 0 else 0, 1 << 23)
    # Where a formula gives way to another, and where results overflow or become subnormal.
    for border in (0.625, 2**0.5, 0.5**0.5, 1, 88.72283, 87.33654, 103.9, 104, 9, 9.1, 16.7, 2.0**-126, 2.0**-149):
        for distance in range(-3, 4):
            for sign in (0, 1):
                yield sign << 31 | max(1, bits(border) + distance)
    # Where the functions bend.
    for _ in range(400):
        yield bits(dice.uniform(-8, 8))
        yield bits(dice.uniform(-104, 89))


lines = []
for name, function in functions.items():
    for point in points():
        x = number(point)
        if name == "log" and x < 0:
            continue
        lines.append(f"{name},{point:08x},{mpmath.nstr(function(mpmath.mpf(x)), 17, min_fixed=0, max_fixed=0)}")
target.parent.mkdir(exist_ok=True)
target.write_text("\n".join(lines) + "\n")
