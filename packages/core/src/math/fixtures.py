"""Writes fixtures/*.bin: inputs, and what the six functions should give there, by mpmath.

python3 fixtures.py [points of each function] [folder]    (made with Python 3.11.7, mpmath 1.3.0)

A file holds, little-endian: the inputs as float64 (for pow all x, then all y), the correctly rounded results as float64,
and as int16 what rounding took: 65536 (true - rounded) / ulp(rounded).
"""

import math
import random
import struct
import sys
from pathlib import Path

from mpmath import mp, mpf, nint, ldexp, frexp

mp.prec = 300
EXACT = {
    "exp": mp.exp,
    "log": mp.log,
    "log1p": mp.log1p,
    "expm1": mp.expm1,
    "tanh": mp.tanh,
    "pow": mp.power,
}
SMALLEST = 5e-324


def rounded(true):
    """The nearest double, and 65536 times what rounding took, in ulp of that double."""
    exponent = max(frexp(true)[1] - 53, -1074)
    units = int(nint(ldexp(true, -exponent)))
    try:
        nearest = math.ldexp(units, exponent)
    except OverflowError:
        return math.copysign(math.inf, units), 0
    ulp = mpf(math.ulp(nearest))
    return nearest, min(32767, max(-32768, int(nint((true - mpf(nearest)) / ulp * 65536))))


def from_bits(low, high, signed=True):
    """A double whose bits are uniform between those of two positive ones."""
    a, b = (struct.unpack("<q", struct.pack("<d", x))[0] for x in (low, high))
    x = struct.unpack("<d", struct.pack("<q", random.randint(a, b)))[0]
    return -x if signed and random.random() < 0.5 else x


def near(centre, ulps):
    x = centre
    for _ in range(random.randrange(ulps)):
        x = math.nextafter(x, math.inf if ulps % 2 else -math.inf)
    return x


def around(centre):
    """Close to a number: a few ulp, or any smaller power of two away."""
    if random.random() < 0.3:
        return near(centre, random.choice([20, 21]))
    return centre + random.choice([-1, 1]) * abs(centre) * 2.0 ** random.uniform(-50, -4)


def half_ln2():
    """Close to a place where the reduction changes its k."""
    return around((random.randint(-1074, 1023) + 0.5) * math.log(2)) if random.random() < 0.5 else around(
        random.randint(-20, 20) * math.log(2) / 2 or 1.0
    )


INPUTS = {
    "exp": [
        lambda: from_bits(SMALLEST, 745.2),
        lambda: from_bits(2**-55, 745.2),
        lambda: random.uniform(-30, 30),
        lambda: random.uniform(-745.2, -707),
        lambda: around(random.choice([709.782712893384, -745.1332191019412, -708.3964185322641])),
        half_ln2,
        lambda: random.uniform(-0.4, 0.4),
    ],
    "log": [
        lambda: from_bits(SMALLEST, sys.float_info.max, False),
        lambda: from_bits(SMALLEST, sys.float_info.min, False),
        lambda: random.uniform(0.5, 2),
        lambda: random.random(),
        lambda: abs(around(1.0)),
        lambda: abs(around(random.choice([math.sqrt(0.5), math.sqrt(2), 2.0, 0.5]))),
        lambda: random.uniform(1, 1000),
    ],
    "log1p": [
        lambda: from_bits(SMALLEST, sys.float_info.max, False),
        lambda: from_bits(SMALLEST, math.nextafter(1, 0)),
        lambda: random.uniform(-1, 2),
        lambda: -1 + 2 ** random.uniform(-53, -1),
        lambda: around(random.choice([math.sqrt(0.5) - 1, math.sqrt(2) - 1, -0.2928, 0.4142, 1.0, 3.0])),
        lambda: random.uniform(1, 1000),
        lambda: from_bits(2**-30, 0.5),
    ],
    "expm1": [
        lambda: from_bits(SMALLEST, 709.7),
        lambda: from_bits(2**-30, 40.0),
        lambda: random.uniform(-2, 2),
        lambda: random.uniform(-45, 45),
        lambda: around(random.choice([709.782712893384, 40.0, -40.0, 0.3465, -0.3465])),
        half_ln2,
    ],
    "tanh": [
        lambda: from_bits(SMALLEST, 25.0),
        lambda: from_bits(2**-30, 25.0),
        lambda: random.uniform(-1, 1),
        lambda: random.uniform(-20, 20),
        lambda: around(random.choice([0.35, -0.35, 19.06, 20.0, 0.5493])),
        half_ln2,
    ],
}


def pow_input():
    """A pair whose power is a finite double more often than not."""
    while True:
        kind = random.randrange(6)
        if kind == 0:
            x, y = from_bits(SMALLEST, sys.float_info.max, False), from_bits(2**-60, 2**11)
        elif kind == 1:
            x, y = abs(around(1.0)), from_bits(1.0, 2**60)
        elif kind == 2:
            x, y = random.uniform(0, 100), random.uniform(-10, 10)
        elif kind == 3:
            x = abs(around(random.choice([j / 32 + 1 / 64 for j in range(22, 46)])))
            y = random.uniform(-1, 1) * 700 / abs(math.log(x))
        elif kind == 4:
            x = from_bits(SMALLEST, sys.float_info.max, False)
            y = random.choice([709.78, -745.1, -708.4, -720.0]) * random.uniform(0.999, 1.0001) / (math.log(x) or 1)
        else:
            x, y = random.uniform(-50, 50), float(random.randint(-20, 20))
        if x != 0 and abs(y * math.log(abs(x))) < 745.2:
            return x, y


def write(name, points, folder):
    results, inputs = [], []
    for i in range(points):
        if name == "pow":
            arguments = pow_input()
        else:
            while True:
                x = INPUTS[name][i % len(INPUTS[name])]()
                if not (name == "log1p" and x <= -1) and not (name == "exp" and abs(x) > 800):
                    break
            arguments = (x,)
        inputs.append(arguments)
        results.append(rounded(EXACT[name](*(mpf(a) for a in arguments))))
    flat = [a[i] for i in range(len(inputs[0])) for a in inputs]
    packed = struct.pack(f"<{len(flat)}d", *flat)
    packed += struct.pack(f"<{points}d", *(r[0] for r in results))
    packed += struct.pack(f"<{points}h", *(r[1] for r in results))
    (folder / f"{name}.bin").write_bytes(packed)


if __name__ == "__main__":
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent / "fixtures"
    folder.mkdir(exist_ok=True)
    for name in EXACT:
        random.seed(f"rivulet {name}")
        write(name, int(sys.argv[1]) if len(sys.argv) > 1 else 2400, folder)
