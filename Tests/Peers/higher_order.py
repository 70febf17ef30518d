#!/usr/bin/env python3
"""Second and third derivatives as JAX computes them, which the tests compare with ours.

    python3 -m venv /opt/golden && /opt/golden/bin/pip install 'jax[cpu]==0.10.2'
    /opt/golden/bin/python Tests/Peers/higher_order.py

writes Tests/Core/AutodiffTests/Golden/higher-order.jsonl, one case a line: an expression file and either the blocks of the
Hessian, by the names of two variables, or the third derivative by one variable. The first 300 are random programs; those
after them try a function each, and name it. What is not a scalar is differentiated as the sum of its elements. Every function stands here twice, as text for adviz and as a function for JAX, each written by
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

# Functions by themselves, with numbers of their own, so that the lines above stay as they are. What is linear is squared.
dice = random.Random(20)


def case(name, text, peer, constants={}, **values):
    """One function: its text, in which constants are written out, and its peer, which takes them by name."""
    fixed = {key: jnp.asarray(value, dtype=jnp.float64) for key, value in constants.items()}
    point = {key: jnp.asarray(value, dtype=jnp.float64) for key, value in values.items()}
    blocks = jax.jit(jax.hessian(lambda v: jnp.sum(peer(**v, **fixed))))(point)
    assert all(bool(jnp.isfinite(block).all()) for row in blocks.values() for block in row.values()), text
    assert any(float(jnp.abs(block).max(initial=0)) > 1e-6 for row in blocks.values() for block in row.values()), text
    lines.append({
        "function": name,
        "text": "; ".join(
            [f"{key} = {json.dumps(value)}" for key, value in values.items()]
            + [f"const {key} = {json.dumps(value)}" for key, value in constants.items()]
            + [*text.split("; ")[:-1], "f = " + text.split("; ")[-1]]),
        "hessian": {x: {y: tensor(block) for y, block in row.items()} for x, row in blocks.items()}})


def arrays_of(*shapes):
    return [numbers(shape) for shape in shapes]


gelu, erf = lambda x: jax.nn.gelu(x, approximate=False), jax.scipy.special.erf
for name, peer, low, high in [
    ("softplus", jax.nn.softplus, -6, 6), ("log_sigmoid", jax.nn.log_sigmoid, -6, 6), ("log1p", jnp.log1p, -0.8, 4),
    ("expm1", jnp.expm1, -3, 3), ("gelu", gelu, -4, 4), ("erf", erf, -3, 3), ("asin", jnp.arcsin, -0.9, 0.9),
    ("acos", jnp.arccos, -0.9, 0.9), ("atan", jnp.arctan, -4, 4), ("sinh", jnp.sinh, -3, 3), ("cosh", jnp.cosh, -3, 3),
    ("sigmoid", jax.nn.sigmoid, -6, 6), ("tanh", jnp.tanh, -4, 4),
]:
    case(name, f"{name}(x)", lambda x, p=peer: p(x), x=numbers([], low, high))
    case(name, f"c * {name}(x)", lambda x, c, p=peer: c * p(x), {"c": numbers([2, 3])}, x=numbers([2, 3], low, high))
    case(name, f"{name}(x) * sum({name}(x))^2", lambda x, p=peer: p(x) * jnp.sum(p(x)) ** 2, x=numbers([3], low, high))
for name, peer in [("sign", jnp.sign), ("floor", jnp.floor), ("stop_gradient", jax.lax.stop_gradient)]:
    case(name, f"{name}(x) * x^2", lambda x, p=peer: p(x) * x**2, x=numbers([4]))
    case(name, f"{name}(x * y) * x * y", lambda x, y, p=peer: p(x * y) * x * y, x=numbers([3]), y=numbers([]))
for left, right in [([], []), ([3], [3]), ([2, 3], [3]), ([2, 1], [2]), ([], [2])]:
    y, x = arrays_of(left, right)
    case("atan2", "atan2(y, x) * c", lambda y, x, c: jnp.arctan2(y, x) * c,
         {"c": numbers(list(jnp.broadcast_shapes(tuple(left), tuple(right))))}, y=y, x=x)
case("clip", "clip(x, -0.5, 0.5)^3", lambda x: jnp.clip(x, -0.5, 0.5) ** 3, x=numbers([6]))
case("clip", "clip(x, low, high)^2 * c", lambda x, low, high, c: jnp.clip(x, low, high) ** 2 * c, {"c": numbers([2, 3])},
     x=numbers([2, 3]), low=numbers([3], -1.5, -0.5), high=numbers([2, 1], 0, 1))

# Functions over axes.


def norm(x, axis=None, keepdims=False):
    return jnp.sqrt(jnp.sum(x * x, axis=axis, keepdims=keepdims))


for name, peer in [
    ("logsumexp", jax.scipy.special.logsumexp), ("norm", norm), ("prod", jnp.prod), ("var", jnp.var), ("std", jnp.std),
]:
    x = numbers([2, 3, 2])
    case(name, f"{name}(x)", lambda x, p=peer: p(x), x=numbers([4]))
    case(name, f"{name}(x)^2", lambda x, p=peer: p(x) ** 2, x=numbers([2, 2]))
    case(name, f"{name}(x, keepdims=true) * x", lambda x, p=peer: p(x, keepdims=True) * x, x=numbers([2, 3]))
    for axis, kept, shape in [
        (0, False, [3, 2]), (1, False, [2, 2]), (-1, True, [2, 3, 1]), ((0, 2), False, [3]), ((0, 1, 2), False, []),
    ]:
        keyword = ", keepdims=true" if kept else ""
        case(name, f"{name}(x, axis={axis}{keyword})^2 * c",
             lambda x, c, p=peer, a=axis, k=kept: p(x, axis=a, keepdims=k) ** 2 * c, {"c": numbers(shape)}, x=x)
case("logsumexp", "logsumexp(x)", lambda x: jax.scipy.special.logsumexp(x), x=[1000.0, 1001.0])
for x in [[0.0, 2.0, 3.0], [0.0, 2.0, 0.0], [[0.0, 2.0], [1.5, 0.0]]]:
    case("prod", "prod(x) * c", lambda x, c: jnp.prod(x) * c, {"c": 1.7}, x=x)
case("prod", "prod(x, axis=0) * c", lambda x, c: jnp.prod(x, axis=0) * c, {"c": [2, 3]}, x=[[0.0, 2.0], [1.5, 0.0], [0.0, -1.0]])
for axis, shape in [(-1, [2, 3]), (0, [3, 2])]:
    case("log_softmax", f"log_softmax(x, axis={axis}) * c", lambda x, c, a=axis: jax.nn.log_softmax(x, axis=a) * c,
         {"c": numbers(shape)}, x=numbers(shape))
    case("softmax", f"softmax(x, axis={axis}) * c", lambda x, c, a=axis: jax.nn.softmax(x, axis=a) * c,
         {"c": numbers(shape)}, x=numbers(shape))
case("log_softmax", "-mean(sum(one_hot(t, 3) * log_softmax(x * w), axis=1))",
     lambda x, w, t: -jnp.mean(jax.nn.log_softmax(x * w)[jnp.arange(2), t.astype(int)]), {"t": [2, 0]},
     x=numbers([2, 3]), w=numbers([3]))
for axis in [0, 1, -1]:
    case("cumsum", f"cumsum(x, axis={axis})^2 * c", lambda x, c, a=axis: jnp.cumsum(x, axis=a) ** 2 * c,
         {"c": numbers([2, 2, 3])}, x=numbers([2, 2, 3]))
case("cumsum", "exp(cumsum(x, reverse=true))", lambda x: jnp.exp(jax.lax.cumsum(x, axis=0, reverse=True)), x=numbers([4], -1, 1))
case("cumsum", "cumsum(x)^3", lambda x: jnp.cumsum(x) ** 3, x=numbers([2, 3], -1, 1))
case("expand_dims", "expand_dims(x, axis=1)^2 * y", lambda x, y: jnp.expand_dims(x, 1) ** 2 * y, x=numbers([3]), y=numbers([2]))
case("squeeze", "squeeze(x, axis=1)^3 * y", lambda x, y: jnp.squeeze(x, 1) ** 3 * y, x=[[0.5], [-1.25]], y=0.75)
case("broadcast_to", "broadcast_to(x, (2, 3))^2 * y", lambda x, y: jnp.broadcast_to(x, (2, 3)) ** 2 * y,
     x=numbers([3]), y=numbers([2, 1]))

# Products of batches, and parts by lists of positions.
for left, right in [
    ([2, 2, 3], [2, 3, 2]), ([2, 2, 3], [3, 2]), ([2, 3], [2, 3, 2]), ([2, 2, 3], [3]), ([3], [2, 3, 2]),
    ([2, 1, 2, 2], [2, 2, 1]), ([1, 2, 2], [2, 2, 2]), ([2, 1, 3], [3, 1]),
]:
    x, y = arrays_of(left, right)
    case("matmul", "(x @ y)^2 * c", lambda x, y, c: (x @ y) ** 2 * c,
         {"c": numbers(list(jnp.matmul(jnp.zeros(left), jnp.zeros(right)).shape))}, x=x, y=y)
for text, peer in [
    ("x[[0, 0, 2]]", lambda x: x[jnp.array([0, 0, 2])]), ("x[:, [1, 0, 1]]", lambda x: x[:, jnp.array([1, 0, 1])]),
    ("x[[0, 2], [1, 1]]", lambda x: x[jnp.array([0, 2]), jnp.array([1, 1])]),
]:
    case("index", f"{text}^3", lambda x, p=peer: p(x) ** 3, x=numbers([3, 2]))
case("index", "(E[[0, 2, 2]] @ W)^2", lambda E, W: (E[jnp.array([0, 2, 2])] @ W) ** 2, E=numbers([3, 2]), W=numbers([2, 2]))

# Images.


def convolved(x, w, stride=(1, 1), padding=(0, 0)):
    return jax.lax.conv_general_dilated(x, w, stride, [(p, p) for p in padding])


def pooled(x, size=(2, 2), stride=None):
    """The largest of each window, by index: JAX's reduce_window has no second derivative."""
    (down, right), (high, wide) = stride or size, size
    return jnp.stack([
        jnp.stack([
            jnp.max(x[:, :, top:top + high, left:left + wide], axis=(2, 3))
            for left in range(0, x.shape[3] - wide + 1, right)], axis=-1)
        for top in range(0, x.shape[2] - high + 1, down)], axis=-2)


for text, stride, padding, images, kernels in [
    ("", (1, 1), (0, 0), [2, 1, 3, 3], [2, 1, 2, 2]), (", stride=2", (2, 2), (0, 0), [1, 2, 5, 4], [1, 2, 2, 3]),
    (", padding=1", (1, 1), (1, 1), [1, 1, 3, 2], [2, 1, 3, 3]),
    (", stride=(2, 1), padding=(2, 1)", (2, 1), (2, 1), [2, 1, 3, 3], [1, 1, 4, 2]),
    (", stride=3, padding=(0, 2)", (3, 3), (0, 2), [1, 2, 4, 2], [1, 2, 1, 3]),
]:
    shape = list(convolved(jnp.zeros(images), jnp.zeros(kernels), stride, padding).shape)
    x, W = arrays_of(images, kernels)
    case("conv2d", f"conv2d(x, W{text}) * c", lambda x, W, c, s=stride, p=padding: convolved(x, W, s, p) * c,
         {"c": numbers(shape)}, x=x, W=W)
    case("conv2d", f"tanh(conv2d(x, W{text}))", lambda x, W, s=stride, p=padding: jnp.tanh(convolved(x, W, s, p)), x=x, W=W)
for text, size, stride, images in [
    ("2", (2, 2), None, [2, 1, 4, 5]), ("(1, 3)", (1, 3), None, [1, 2, 2, 3]), ("3, stride=1", (3, 3), (1, 1), [1, 1, 4, 5]),
    ("(2, 3), stride=(1, 2)", (2, 3), (1, 2), [1, 2, 3, 6]),
]:
    case("max_pool2d", f"max_pool2d(x, {text})^3", lambda x, z=size, s=stride: pooled(x, z, s) ** 3, x=numbers(images))
case("max_pool2d", "h = tanh(max_pool2d(conv2d(x, W, padding=1), 2) + b); softmax_cross_entropy(reshape(h, (2, -1)) @ V, y)",
     lambda x, W, b, V, y: entropy(
         jnp.tanh(pooled(convolved(x, W, padding=(1, 1))) + b).reshape(2, -1) @ V, y), {"y": [[1, 0], [0, 1]]},
     x=numbers([2, 1, 2, 4]), W=numbers([2, 1, 3, 3]), b=numbers([2, 1, 1]), V=numbers([4, 2]))
target.write_text("".join(json.dumps(line) + "\n" for line in lines))
print(f"{target.name}: {len(lines)} cases by JAX {jax.__version__}")
