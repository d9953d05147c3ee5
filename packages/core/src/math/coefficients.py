"""Computes every polynomial and table of the deterministic maths; prints them as they stand in the sources.

python3 coefficients.py    (needs mpmath; made with mpmath 1.3.0)

The polynomials are minimax: Remez's exchange (1934) on the weighted error, at 200 bits, rounded to the nearest doubles.
The leading terms, which are known exactly, are divided out before.
"""

from mpmath import mp, mpf, cos, exp, floor, frexp, ldexp, log, lu_solve, matrix, nint, pi, tanh

mp.prec = 200


def remez(target, weight, low, high, degree):
    """The polynomial p of that degree that minimises max |weight (target - p)| on [low, high], and that maximum."""
    count = degree + 2
    nodes = [(low + high) / 2 - (high - low) / 2 * cos(pi * i / (count - 1)) for i in range(count)]
    for _ in range(12):
        system = matrix(count, count)
        values = matrix(count, 1)
        for i, x in enumerate(nodes):
            for j in range(degree + 1):
                system[i, j] = x**j
            system[i, degree + 1] = (-1) ** i / weight(x)
            values[i] = target(x)
        solution = lu_solve(system, values)
        coefficients = [solution[j] for j in range(degree + 1)]

        def error(x):
            return weight(x) * (target(x) - horner(coefficients, x))

        grid = [(low + high) / 2 - (high - low) / 2 * cos(pi * i / 600) for i in range(601)]
        errors = [error(x) for x in grid]
        peaks = [0]
        for i in range(1, len(grid)):
            if (errors[i] > 0) != (errors[peaks[-1]] > 0):
                peaks.append(i)
            elif abs(errors[i]) > abs(errors[peaks[-1]]):
                peaks[-1] = i
        while len(peaks) > count:
            peaks.pop(0 if abs(errors[peaks[0]]) < abs(errors[peaks[-1]]) else -1)
        if len(peaks) < count:
            break
        nodes = [grid[i] for i in peaks]
    return coefficients, max(abs(e) for e in errors)


def horner(coefficients, x):
    value = mpf(0)
    for c in reversed(coefficients):
        value = value * x + c
    return value


def show(name, target, weight, low, high, degree):
    coefficients, worst = remez(target, weight, low, high, degree)
    coefficients = [mpf(float(c)) for c in coefficients]
    grid = [low + (high - low) * (i + mpf(1) / 2) / 1000 for i in range(1000)]
    after = max(abs(weight(x) * (target(x) - horner(coefficients, x))) for x in grid)
    print(f"{name}: error 2^{float(log(worst, 2)):.1f}, with double coefficients 2^{float(log(after, 2)):.1f}")
    for c in coefficients:
        print(f"  {float(c)!r}")


def multiple(x, bits):
    """x to the nearest multiple of 2^-bits."""
    return ldexp(nint(ldexp(x, bits)), -bits)


if __name__ == "__main__":
    ln2 = log(mpf(2))
    print("LN2_HI", float(multiple(ln2, 42)), "LN2_LO", float(ln2 - multiple(ln2, 42)), "1/ln 2", float(1 / ln2))

    # e^r = 1 + r + r^2/2 + r^3 p(r), |r| <= ln 2 / 2 and a little more.
    half = ln2 / 2 + mpf(2) ** -12
    show("exp", lambda r: (exp(r) - 1 - r - r * r / 2) / r**3, lambda r: r * r, -half, half * (1 + mpf(2) ** -20), 9)

    # log(1 + f) = 2 artanh s = 2 s + s z q(z), s = f / (2 + f), z = s^2, 1 + f in [sqrt(1/2), sqrt 2].
    widest = (mpf(2).sqrt() - 1) ** 2 / (mpf(2).sqrt() + 1) ** 2 * (1 + mpf(2) ** -9)

    def artanh_tail(z):
        s = z.sqrt()
        return (log((1 + s) / (1 - s)) / s - 2) / z

    show("log", artanh_tail, lambda z: z / 2, mpf(2) ** -40, widest, 6)

    # tanh x = x + x z t(z), z = x^2, |x| <= 0.35.
    def tanh_tail(z):
        x = z.sqrt()
        return (tanh(x) / x - 1) / z

    show("tanh", tanh_tail, lambda z: z, mpf(2) ** -40, mpf("0.1226"), 7)

    # log(1 + r) = r - r^2/2 + r^3 g(r), |r| <= 0.0225, after pow's table.
    show("pow", lambda r: (log(1 + r) - r + r * r / 2) / r**3, lambda r: r * r + mpf(2) ** -16, -mpf("0.0225"), mpf("0.0226"), 7)

    # pow's table: for j = 23 ... 45, c near 32 / j to 10 bits, and -log c in two parts, the first a multiple of 2^-42.
    for j in range(23, 46):
        c = multiple(mpf(32) / j, 10)
        high = multiple(-log(c), 42)
        print(f"  {float(c)!r}, {float(high)!r}, {float(-log(c) - high)!r},")
