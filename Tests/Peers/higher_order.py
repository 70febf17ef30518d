#!/usr/bin/env python3
"""Second and third derivatives as JAX computes them, which the tests compare with ours.

    python3 -m venv /opt/golden && /opt/golden/bin/pip install 'jax[cpu]==0.10.2'
    /opt/golden/bin/python Tests/Peers/higher_order.py

writes Tests/Core/AutodiffTests/Golden/higher-order.jsonl, one case a line: an expression file and either the blocks of the
Hessian, by the names of two variables, or the third derivative by one variable. What is not a scalar is differentiated as
the sum of its elements. Every function stands here twice, as text for adviz and as a function for JAX, each written by
hand, so that the peer owes nothing to our parser.
"""
import json
import math
import pathlib
import random

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
target = pathlib.Path(__file__).resolve().parent.parent / "Core/AutodiffTests/Golden/higher-order.jsonl"
dice = random.Random(19)
lines = []


def numbers(shape, low=-2.0, high=2.0):
    if not shape:
        return round(dice.uniform(low, high), 3)
    return [numbers(shape[1:], low, high) for _ in range(shape[0])]


def tensor(array):
    return {"shape": list(array.shape), "elements": [float(x) for x in array.reshape(-1).tolist()]}


def entropy(x, y):
    return -jnp.mean(jnp.sum(y * jax.nn.log_softmax(x), axis=-1))


def larger(x, y):
    return jnp.where(x > y, x, y)


def same(a, b):
    if a.shape != b.shape or not 1 <= a.ndim <= 2:
        raise ValueError
    return True


scalars = [
    ("{a} + {b}", lambda a, b: a + b),
    ("{a} - 3 * {b}", lambda a, b: a - 3 * b),
    ("{a} * {b}", lambda a, b: a * b),
    ("{a} / ({b}^2 + 0.7)", lambda a, b: a / (b**2 + 0.7)),
    ("({a}^2 + 0.3)^tanh({b})", lambda a, b: (a**2 + 0.3) ** jnp.tanh(b)),
    ("{a}^3", lambda a, b: a**3),
    ("-{a}", lambda a, b: -a),
    ("square({a}) - 1/({a}^2 + 1)", lambda a, b: jnp.square(a) - 1 / (a**2 + 1)),
    ("sin({a}) * {b}", lambda a, b: jnp.sin(a) * b),
    ("cos({a} + {b})", lambda a, b: jnp.cos(a + b)),
    ("tan(tanh({a}))", lambda a, b: jnp.tan(jnp.tanh(a))),
    ("exp(tanh({a}))", lambda a, b: jnp.exp(jnp.tanh(a))),
    ("log(1 + {a}^2)", lambda a, b: jnp.log(1 + a**2)),
    ("sqrt(1 + {a}^2)", lambda a, b: jnp.sqrt(1 + a**2)),
    ("sigmoid({a}) * {b}", lambda a, b: jax.nn.sigmoid(a) * b),
    ("relu({a}) * {b}", lambda a, b: jax.nn.relu(a) * b),
    ("abs({a}) * {b}", lambda a, b: jnp.where(a > 0, a, -a) * b),
    ("maximum({a}, {b}^2)", lambda a, b: larger(a, b**2)),
    ("minimum({a}, {b}^2)", lambda a, b: -larger(-a, -(b**2))),
    ("where({a} > 0.4, {b} * {a}, {a}^2)", lambda a, b: jnp.where(a > 0.4, b * a, a**2)),
]
arrays = scalars + [
    ("dot({a}, {b})", jnp.dot),
    ("{a}.T * 2", lambda a, b: a.T * 2),
    ("sum({a} * {b}, axis=0)", lambda a, b: jnp.sum(a * b, 0)),
    ("mean({a}^2, axis=-1, keepdims=true)", lambda a, b: jnp.mean(a**2, -1, keepdims=True)),
    ("softmax({a})", lambda a, b: jax.nn.softmax(a)),
    ("softmax_cross_entropy({a}, softmax({b}))", lambda a, b: same(a, b) and entropy(a, jax.nn.softmax(b))),
    ("stack([{a}, {b}]) * {a}", lambda a, b: jnp.stack([a, b]) * a),
    ("concatenate([{a}, {b}])^2", lambda a, b: jnp.concatenate([a, b]) ** 2),
    ("max({a}, axis=0) * {b}", lambda a, b: jnp.max(a, 0) * b),
    ("min({a}) * {b}", lambda a, b: jnp.min(a) * b),
    ("{a}[::2] * {b}[0]", lambda a, b: a[::2] * b[0]),
    ("reshape({a}, -1)^2", lambda a, b: jnp.reshape(a, -1) ** 2),
    ("broadcast_to({a}, (2, 2, 3)) * {b}", lambda a, b: jnp.broadcast_to(a, (2, 2, 3)) * b),
]


def program(statements, shapes, least):
    """A random program that is finite, without a tie; its text, the function and the point."""
    while True:
        values = {name: numbers(dice.choice(shapes)) for name in "xyz"[:dice.randint(1, 3)]}
        known = {name: jnp.asarray(value, dtype=jnp.float64) for name, value in values.items()}
        point, steps = dict(known), []
        count = dice.randint(least, 7)
        for _ in range(200):
            if len(steps) == count:
                break
            text, peer = dice.choice(statements)
            a, b = (dice.choice(list(known)[-3:]) for _ in "ab")
            try:
                value = peer(known[a], known[b])
            except (TypeError, ValueError, IndexError):
                continue
            if value.size <= 24:
                steps.append((f"u{len(steps)}", text.format(a=a, b=b), peer, a, b))
                known[steps[-1][0]] = value
        if not steps or float(jnp.abs(known[steps[-1][0]]).max()) > 100:
            continue

        def function(known, steps=tuple(steps)):
            known = dict(known)
            for name, _, peer, a, b in steps:
                known[name] = peer(known[a], known[b])
            return jnp.sum(known[steps[-1][0]])

        text = "; ".join(
            [f"{name} = {json.dumps(value)}" for name, value in values.items()]
            + [f"{name} = {text}" for name, text, *_ in steps] + [f"f = {steps[-1][0]} * 1"])
        return text, function, point


def is_good(array):
    return bool(jnp.isfinite(array).all()) and float(jnp.abs(array).max(initial=0)) < 1e4


def hessians(count, statements, shapes, least):
    found = 0
    while found < count:
        text, function, point = program(statements, shapes, least)
        blocks = jax.hessian(function)(point)
        if all(is_good(block) for row in blocks.values() for block in row.values()):
            if any(float(jnp.abs(b).max(initial=0)) > 1e-6 for row in blocks.values() for b in row.values()):
                found += 1
                lines.append({
                    "text": text,
                    "hessian": {x: {y: tensor(block) for y, block in row.items()} for x, row in blocks.items()}})


def third(count):
    found = 0
    while found < count:
        text, function, point = program(scalars, [[]], 2)

        def along(x):
            return function({**point, "x": x})

        value = jax.grad(jax.grad(jax.grad(along)))(point["x"])
        if is_good(value) and abs(float(value)) > 1e-6:
            found += 1
            lines.append({"text": text, "third": float(value)})


hessians(200, scalars, [[]], 2)
hessians(50, arrays, [[], [3], [2, 3], [3, 1], [2]], 2)
third(50)
target.write_text("".join(json.dumps(line) + "\n" for line in lines))
print(f"{target.name}: {len(lines)} cases by JAX {jax.__version__}")
