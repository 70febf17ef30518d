#!/usr/bin/env python3
"""Values and derivatives as JAX computes them, which the tests compare with ours.

    python3 -m venv /opt/golden && /opt/golden/bin/pip install 'jax[cpu]==0.10.2'
    /opt/golden/bin/python Tests/Peers/golden.py

writes Tests/Core/AutodiffTests/Golden/golden.jsonl, one case a line: an expression file, its value and the gradient of each
variable. What is not a scalar is differentiated as the sum of its elements. Every function stands here twice, as text
for adviz and as a function for JAX, each written by hand, so that the peer owes nothing to our parser.
"""
import json
import math
import pathlib
import random

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
target = pathlib.Path(__file__).resolve().parent.parent / "Core/AutodiffTests/Golden/golden.jsonl"
dice = random.Random(1)
lines = []


def numbers(shape, low=-2.0, high=2.0):
    """Nested lists of numbers with few digits, so that the texts can be read."""
    if not shape:
        return round(dice.uniform(low, high), 3)
    return [numbers(shape[1:], low, high) for _ in range(shape[0])]


def tensor(array):
    array = jnp.asarray(array, dtype=jnp.float64)
    return {"shape": list(array.shape), "elements": [Number(x) for x in array.reshape(-1).tolist()]}


class Number(float):
    """Written with 17 digits, which give the same double back; what is no number, as the text `inf`, `-inf` or `nan`."""

    def __repr__(self):
        return format(self, ".17g") if math.isfinite(self) else f'"{float(self)}"'


def case(expression, function, constants={}, **variables):
    """Notes one case; `constants` are arguments of the function without a gradient."""
    values = {name: jnp.asarray(value, dtype=jnp.float64) for name, value in variables.items()}
    fixed = {name: jnp.asarray(value, dtype=jnp.float64) for name, value in constants.items()}
    value = function(**values, **fixed)
    gradients = jax.grad(lambda v: jnp.sum(function(**v, **fixed)))(values)
    text = "; ".join(
        [f"{name} = {json.dumps(value)}" for name, value in variables.items()]
        + [f"const {name} = {json.dumps(value)}" for name, value in constants.items()]
        + [statement.strip() for statement in expression.split(";")[:-1]]
        + ["f = " + expression.split(";")[-1].strip()])
    lines.append({
        "text": text, "value": tensor(value),
        "gradients": {name: tensor(gradient) for name, gradient in gradients.items()}})


def texts(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {texts(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(texts, value)) + "]"
    return repr(value) if isinstance(value, (int, float)) else json.dumps(value, ensure_ascii=False)


# Elementwise, one operand: name, the peer, the range of its argument.
unary = [
    ("exp", jnp.exp, -2, 2), ("log", jnp.log, 0.1, 4), ("sin", jnp.sin, -4, 4), ("cos", jnp.cos, -4, 4),
    ("tan", jnp.tan, -1.2, 1.2), ("sqrt", jnp.sqrt, 0.1, 4), ("tanh", jnp.tanh, -3, 3),
    ("sigmoid", jax.nn.sigmoid, -5, 5), ("relu", jax.nn.relu, -2, 2), ("abs", jnp.abs, -2, 2),
    ("square", jnp.square, -3, 3),
]
for name, peer, low, high in unary:
    case(f"{name}(x)", lambda x, p=peer: p(x), x=numbers([], low, high))
    case(f"{name}(x) * c", lambda x, c, p=peer: p(x) * c, {"c": numbers([4])}, x=numbers([4], low, high))
    case(f"c * {name}(x)", lambda x, c, p=peer: c * p(x), {"c": numbers([2, 3])}, x=numbers([2, 3], low, high))
case("-x", lambda x: -x, x=1.25)
case("-x * c", lambda x, c: -x * c, {"c": numbers([2, 2])}, x=numbers([2, 2]))
case("-x^2", lambda x: -(x**2), x=numbers([3]))
case("sin(x)", lambda x: jnp.sin(x), x=numbers([2, 1, 3]))
case("tanh(x)", lambda x: jnp.tanh(x), x=[-20.0, -1e-8, 0.0, 1e-8, 20.0])
case("sigmoid(x)", lambda x: jax.nn.sigmoid(x), x=[-700.0, -40.0, 0.0, 40.0, 700.0])
case("exp(x)", lambda x: jnp.exp(x), x=[-700.0, -1e-9, 0.0, 700.0])
case("log(x)", lambda x: jnp.log(x), x=[1e-300, 1.0, 1e300])
case("sin(x) + cos(x)", lambda x: jnp.sin(x) + jnp.cos(x), x=[1e3, -1e5, 3.0])

# Elementwise, two operands, over pairs of shapes that broadcast.
pairs = [
    ([], []), ([3], []), ([], [2, 3]), ([3], [3]), ([2, 3], [3]), ([3], [2, 1]), ([2, 1], [1, 3]), ([2, 1, 3], [2, 1]),
]
binary = [
    ("x + y", lambda x, y: x + y, -2, 2), ("x - y", lambda x, y: x - y, -2, 2), ("x * y", lambda x, y: x * y, -2, 2),
    ("x / y", lambda x, y: x / y, 0.5, 3), ("x ^ y", lambda x, y: x**y, 0.2, 2.5),
    ("maximum(x, y)", lambda x, y: jnp.maximum(x, y), -2, 2),
    ("minimum(x, y)", lambda x, y: jnp.minimum(x, y), -2, 2),
]
for text, peer, low, high in binary:
    for left, right in pairs:
        x, y = numbers(left, low, high), numbers(right, low, high)
        wide = jnp.broadcast_shapes(tuple(left), tuple(right))
        # Different weights, so that a wrong axis in the sum over what was broadcast shows.
        case(f"({text}) * c", lambda x, y, c, p=peer: p(x, y) * c, {"c": numbers(list(wide))}, x=x, y=y)

# Powers with a constant in one place, numbers beside arrays.
case("x^3", lambda x: x**3, x=[-2.0, -0.5, 0.0, 1.5])
case("x^-2", lambda x: x**-2.0, x=[-2.0, 0.5, 3.0])
case("x^0.5", lambda x: x**0.5, x=[0.25, 2.0])
case("x^0", lambda x: x**0.0, x=[1.5, 2.0])
case("2^x", lambda x: 2**x, x=[-1.5, 0.0, 3.0])
case("x^y^z", lambda x, y, z: x ** (y**z), x=1.3, y=2.1, z=0.7)
case("x**y", lambda x, y: x**y, x=[0.0, 0.0], y=[2.0, 3.0])
case("2x - x/3 + 1/x", lambda x: 2 * x - x / 3 + 1 / x, x=numbers([2, 2], 0.5, 2))
case("(x - 1) / (x + 1) - 3", lambda x: (x - 1) / (x + 1) - 3, x=numbers([3], 0, 2))
case("pi * x + e^x", lambda x: jnp.pi * x + jnp.e**x, x=numbers([3]))

# Kinks where the conventions are the same.
# JAX gives abs the derivative 1 at 0, ours is 0.
case("abs(x)", lambda x: jnp.abs(x), x=[-1.0, 1e-300, 2.0])
case("relu(x)", lambda x: jax.nn.relu(x), x=[-1.0, 0.0, 2.0])
case("maximum(x, y)", lambda x, y: jnp.maximum(x, y), x=[1.0, 2.0, 3.0], y=[2.0, 2.0, 2.0])
case("minimum(x, y)", lambda x, y: jnp.minimum(x, y), x=[1.0, 2.0, 3.0], y=2.0)
case("maximum(x, x)", lambda x: jnp.maximum(x, x), x=[1.0, -2.0])
case("maximum(x, 0) + minimum(0, x)", lambda x: jnp.maximum(x, 0) + jnp.minimum(0, x), x=[-1.0, 0.0, 1.0])
case("max(x)", lambda x: jnp.max(x), x=[3.0, 1.0, 3.0, 3.0])
case("min(x, axis=0)", lambda x: jnp.min(x, axis=0), x=[[0.0, 1.0, 4.0], [0.0, 7.0, 1.0]])
case("max(x, axis=0)", lambda x: jnp.max(x, axis=0), x=[[0.0, 1.0, 4.0], [0.0, 7.0, 1.0]])
case("max(x, axis=(0, 1)) * 3", lambda x: jnp.max(x, axis=(0, 1)) * 3, x=[[5.0, 1.0], [5.0, 2.0]])

# Reductions.
cube = numbers([2, 3, 2])
for name, peer in [("sum", jnp.sum), ("mean", jnp.mean), ("max", jnp.max), ("min", jnp.min)]:
    case(f"{name}(x)", lambda x, p=peer: p(x), x=numbers([]))
    case(f"{name}(x)", lambda x, p=peer: p(x), x=numbers([5]))
    case(f"{name}(x) * {name}(x)", lambda x, p=peer: p(x) * p(x), x=numbers([2, 3]))
    case(f"{name}(x, keepdims=true) * x", lambda x, p=peer: p(x, keepdims=True) * x, x=numbers([2, 3]))
    for axis, kept, shape in [
        (0, False, [3, 2]), (1, False, [2, 2]), (-1, False, [2, 3]), (-2, True, [1, 3, 2]), (2, True, [2, 3, 1]),
        ((0, 2), False, [3]), ((-1, 0), True, [1, 3, 1]), ((0, 1, 2), False, []),
    ]:
        keyword = ", keepdims=true" if kept else ""
        case(
            f"{name}(x, axis={axis}{keyword}) * c",
            lambda x, c, p=peer, a=axis, k=kept: p(x, axis=a, keepdims=k) * c, {"c": numbers(shape)}, x=cube)
case("mean(x, axis=1)^2", lambda x: jnp.mean(x, axis=1) ** 2, x=numbers([2, 3]))
case("sum(x * y, axis=1)", lambda x, y: jnp.sum(x * y, axis=1), x=numbers([3, 1]), y=numbers([2]))
case("sum(x)", lambda x: jnp.sum(x), x=[])
case("sum(x, axis=0) * 2", lambda x: jnp.sum(x, axis=0) * 2, x=numbers([1, 3]))

# Products: both operands of 0, 1 and 2 axes, and what NumPy's @ takes.
for left, right in [
    ([], []), ([], [3]), ([], [2, 3]), ([3], []), ([2, 3], []), ([3], [3]), ([2, 3], [3]), ([3], [3, 2]),
    ([2, 3], [3, 4]), ([1, 3], [3, 1]), ([3, 1], [1, 2]), ([1], [1]), ([1, 1], [1, 1]), ([2, 2], [2, 2]),
]:
    x, y = numbers(left), numbers(right)
    wide = list(jnp.dot(jnp.zeros(left), jnp.zeros(right)).shape)
    case("dot(x, y) * c", lambda x, y, c: jnp.dot(x, y) * c, {"c": numbers(wide)}, x=x, y=y)
    if left and right:
        case("c * (x @ y)", lambda x, y, c: c * (x @ y), {"c": numbers(wide)}, x=x, y=y)
case("x @ x", lambda x: x @ x, x=numbers([3]))
case("x @ x", lambda x: x @ x, x=numbers([2, 2]))
case("x @ x.T * c", lambda x, c: x @ x.T * c, {"c": numbers([2, 2])}, x=numbers([2, 3]))
case("x.T @ A @ x", lambda x, A: x.T @ A @ x, x=numbers([3]), A=numbers([3, 3]))
case("dot(dot(A, B), v)", lambda A, B, v: (A @ B) @ v, A=numbers([2, 3]), B=numbers([3, 4]), v=numbers([4]))
case("x @ A * y", lambda x, A, y: (x @ A) * y, x=numbers([2]), A=numbers([2, 3]), y=numbers([3]))

# Shapes.
case("transpose(x) * c", lambda x, c: jnp.transpose(x) * c, {"c": numbers([3, 2])}, x=numbers([2, 3]))
case("x.T * c", lambda x, c: x.T * c, {"c": numbers([4, 3, 2])}, x=numbers([2, 3, 4]))
case("x.T * x", lambda x: x.T * x, x=numbers([3]))
case("x.T.T * x", lambda x: x * x, x=numbers([2, 3]))
case("reshape(x, (3, 2)) * c", lambda x, c: jnp.reshape(x, (3, 2)) * c, {"c": numbers([3, 2])}, x=numbers([2, 3]))
case("reshape(x, (-1, 2)) * c", lambda x, c: jnp.reshape(x, (-1, 2)) * c, {"c": numbers([3, 2])}, x=numbers([6]))
case("reshape(x, -1) * c", lambda x, c: jnp.reshape(x, -1) * c, {"c": numbers([8])}, x=numbers([2, 2, 2]))
case("reshape(x, (2, 1, 2)) * y", lambda x, y: jnp.reshape(x, (2, 1, 2)) * y, x=numbers([4]), y=numbers([3, 1]))
case("reshape(x, (1, 1)) * c", lambda x, c: jnp.reshape(x, (1, 1)) * c, {"c": numbers([2, 1])}, x=1.5)
case("squeeze(x) * c", lambda x, c: jnp.squeeze(x) * c, {"c": numbers([2, 3])}, x=numbers([1, 2, 1, 3]))
case("squeeze(x, axis=0) * c", lambda x, c: jnp.squeeze(x, 0) * c, {"c": numbers([2, 1])}, x=numbers([1, 2, 1]))
case("squeeze(x, axis=-1) * c", lambda x, c: jnp.squeeze(x, -1) * c, {"c": numbers([1, 2])}, x=numbers([1, 2, 1]))
case("squeeze(x, axis=(0, 2)) * c", lambda x, c: jnp.squeeze(x, (0, 2)) * c, {"c": numbers([2])}, x=numbers([1, 2, 1]))
for shape, wide in [([], [2, 3]), ([3], [2, 3]), ([2, 1], [2, 3]), ([2, 3], [2, 3]), ([2, 1], [4, 2, 3])]:
    case(
        f"broadcast_to(x, {tuple(wide)}) * c", lambda x, c, t=tuple(wide): jnp.broadcast_to(x, t) * c,
        {"c": numbers(wide)}, x=numbers(shape))
for axis in [0, 1, -1, -2]:
    shape = list(jnp.stack([jnp.zeros(3)] * 2, axis=axis).shape)
    case(
        f"stack([x, y], axis={axis}) * c", lambda x, y, c, a=axis: jnp.stack([x, y], axis=a) * c,
        {"c": numbers(shape)}, x=numbers([3]), y=numbers([3]))
case("stack([x, y, x]) * c", lambda x, y, c: jnp.stack([x, y, x]) * c, {"c": numbers([3])}, x=0.5, y=-1.5)
case(
    "stack([x, x * y], axis=1) * c", lambda x, y, c: jnp.stack([x, x * y], axis=1) * c, {"c": numbers([2, 2, 3])},
    x=numbers([2, 3]), y=numbers([3]))
case(
    "concatenate([x, y]) * c", lambda x, y, c: jnp.concatenate([x, y]) * c, {"c": numbers([5])},
    x=numbers([2]), y=numbers([3]))
case(
    "concatenate([x, y, x], axis=0) * c", lambda x, y, c: jnp.concatenate([x, y, x], axis=0) * c,
    {"c": numbers([5, 2])}, x=numbers([2, 2]), y=numbers([1, 2]))
for axis in [1, -1]:
    case(
        f"concatenate([x, y], axis={axis}) * c", lambda x, y, c, a=axis: jnp.concatenate([x, y], axis=a) * c,
        {"c": numbers([2, 4])}, x=numbers([2, 1]), y=numbers([2, 3]))

# Indexing and slices.
for text, peer, shape in [
    ("x[1]", lambda x: x[1], [4]), ("x[-1]", lambda x: x[-1], [4]), ("x[0, 2]", lambda x: x[0, 2], []),
    ("x[-2, -4]", lambda x: x[-2, -4], []), ("x[0:2, 1]", lambda x: x[0:2, 1], [2]),
    ("x[:, 1]", lambda x: x[:, 1], [3]), ("x[1:, :2]", lambda x: x[1:, :2], [2, 2]),
    ("x[::2]", lambda x: x[::2], [2, 4]), ("x[:, ::-1]", lambda x: x[:, ::-1], [3, 4]),
    ("x[::-1, 3:0:-2]", lambda x: x[::-1, 3:0:-2], [3, 2]), ("x[-2:, -3:-1]", lambda x: x[-2:, -3:-1], [2, 2]),
    ("x[1:100]", lambda x: x[1:100], [2, 4]), ("x[2:0:-1, 1:2]", lambda x: x[2:0:-1, 1:2], [2, 1]),
    ("x[1][::-2]", lambda x: x[1][::-2], [2]), ("x.T[1]", lambda x: x.T[1], [3]),
    ("x[:-1] - x[1:]", lambda x: x[:-1] - x[1:], [2, 4]),
]:
    case(f"({text}) * c", lambda x, c, p=peer: p(x) * c, {"c": numbers(shape)}, x=numbers([3, 4]))
case("x[0] * x[1] * x[0]", lambda x: x[0] * x[1] * x[0], x=numbers([3]))
case("x[3:1]", lambda x: x[3:1], x=numbers([4]))
case("x[1, :, 0] * c", lambda x, c: x[1, :, 0] * c, {"c": numbers([3])}, x=numbers([2, 3, 2]))

# where and comparisons; what is compared has no derivative.
x, y = [1.0, -2.0, 0.5, 3.0], [1.0, 2.0, -0.5, 0.0]
for sign, peer in [
    ("<", jnp.less), ("<=", jnp.less_equal), (">", jnp.greater), (">=", jnp.greater_equal), ("==", jnp.equal),
    ("!=", jnp.not_equal),
]:
    case(f"where(x {sign} y, x * y, x^2)", lambda x, y, p=peer: jnp.where(p(x, y), x * y, x**2), x=x, y=y)
case("where(x > 0, x, 0.5)", lambda x: jnp.where(x > 0, x, 0.5), x=[-1.0, 0.0, 2.0])
case("where(k, a, b)", lambda k, a, b: jnp.where(k != 0, a, b), {"k": [1, 0, 2]}, a=numbers([3]), b=numbers([2, 3]))
case("where(a > b, a, b)", lambda a, b: jnp.where(a > b, a, b), a=numbers([2, 1]), b=numbers([3]))
case("where(x < 1, sin(x), cos(x)) * x", lambda x: jnp.where(x < 1, jnp.sin(x), jnp.cos(x)) * x, x=numbers([5]))
case("where(x == y, x, y)", lambda x, y: jnp.where(x == y, x, y), x=2.0, y=2.0)
case("where(true, x, y) - where(false, x, y)", lambda x, y: x - y, x=numbers([2]), y=numbers([2]))

# Softmax and its loss.


def cross_entropy(x, y):
    return -jnp.mean(jnp.sum(y * jax.nn.log_softmax(x), axis=-1))


case("softmax(x) * c", lambda x, c: jax.nn.softmax(x) * c, {"c": numbers([4])}, x=numbers([4]))
for axis in [0, 1, -1]:
    case(
        f"softmax(x, axis={axis}) * c", lambda x, c, a=axis: jax.nn.softmax(x, axis=a) * c, {"c": numbers([2, 3])},
        x=numbers([2, 3]))
case("softmax(x) * c", lambda x, c: jax.nn.softmax(x) * c, {"c": [1, 2, 3]}, x=[1000.0, 1001.0, 999.0])
case("softmax(x, axis=1) * c", lambda x, c: jax.nn.softmax(x, axis=1) * c, {"c": numbers([2, 3, 2])}, x=cube)
one_hot = [[1, 0, 0], [0, 0, 1]]
case("softmax_cross_entropy(x, y)", cross_entropy, {"y": one_hot},
     x=numbers([2, 3]))
case("softmax_cross_entropy(x, y)", cross_entropy, {"y": [0, 1, 0, 0]}, x=numbers([4]))
case("softmax_cross_entropy(x, y)", cross_entropy, {"y": [[0.2, 0.3, 0.5], [0.6, 0.4, 0], [0, 0.5, 0.5]]},
     x=numbers([3, 3]))
case("softmax_cross_entropy(x, y)", cross_entropy, {"y": [[0.5, 1.5], [0.25, 0]]}, x=numbers([2, 2]))
case("softmax_cross_entropy(x, y)", cross_entropy, {"y": [[1, 0, 0], [0, 1, 0]]},
     x=[[1000.0, -1000.0, 0.0], [-1000.0, 1000.0, 999.0]])
case("softmax_cross_entropy(x, y)", cross_entropy, {"y": [[0, 1]]}, x=[[1000.0, -1000.0]])
case("softmax_cross_entropy(x, y)", cross_entropy, x=numbers([2, 2]), y=[[0.5, 0.5], [1, 0]])
case("softmax_cross_entropy(x @ W + b, y)^2", lambda x, W, b, y: cross_entropy(x @ W + b, y) ** 2, {"y": one_hot},
     x=numbers([2, 4]), W=numbers([4, 3]), b=numbers([3]))

# Composed.
case(
    "sin(x^(y + z)) - 3z * log(x^2 * y^3)", lambda x, y, z: jnp.sin(x ** (y + z)) - 3 * z * jnp.log(x**2 * y**3),
    x=0.5, y=4.0, z=-2.3)
case("sin(x + y) + (x * y)^z", lambda x, y, z: jnp.sin(x + y) + (x * y) ** z, x=1.0, y=2.0, z=3.0)
case(
    "h = tanh(X @ W + b); o = h @ V + d; softmax_cross_entropy(o, y)",
    lambda X, W, b, V, d, y: cross_entropy(jnp.tanh(X @ W + b) @ V + d, y), {"y": one_hot},
    X=numbers([2, 4]), W=numbers([4, 5]), b=numbers([5]), V=numbers([5, 3]), d=numbers([3]))
case(
    "h = relu(X @ W + b); mean((sigmoid(h @ v) - y)^2)",
    lambda X, W, b, v, y: jnp.mean((jax.nn.sigmoid(jax.nn.relu(X @ W + b) @ v) - y) ** 2), {"y": [0, 1, 1]},
    X=numbers([3, 2]), W=numbers([2, 4]), b=numbers([4]), v=numbers([4]))
case("log(sum(exp(x)))", lambda x: jax.scipy.special.logsumexp(x), x=numbers([5]))
case(
    "m = max(x, axis=1, keepdims=true); squeeze(m, axis=1) + log(sum(exp(x - m), axis=1))",
    lambda x: jax.scipy.special.logsumexp(x, axis=1), x=numbers([3, 4]))
case(
    "m = mean(x, axis=-1, keepdims=true); s = mean((x - m)^2, axis=-1, keepdims=true);"
    " g * (x - m) / sqrt(s + 1e-5) + b",
    lambda x, g, b: g * (x - x.mean(-1, keepdims=True)) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-5) + b,
    x=numbers([2, 4]), g=numbers([4]), b=numbers([4]))
case("x / sqrt(sum(x^2)) * c", lambda x, c: x / jnp.sqrt(jnp.sum(x**2)) * c, {"c": numbers([3])}, x=numbers([3]))
case("sum((x + b)^2)", lambda x, b: jnp.sum((x + b) ** 2), x=numbers([2, 3]), b=numbers([3]))
case("sum(b * A + b * A^2)", lambda A, b: jnp.sum(b * A + b * A**2), A=numbers([2, 3]), b=numbers([3]))
case("(X + b) @ W + b", lambda X, W, b: (X + b) @ W + b, X=numbers([4, 2]), W=numbers([2, 2]), b=numbers([2]))
case("a = sin(x); a + exp(cos(a))", lambda x: jnp.sin(x) + jnp.exp(jnp.cos(jnp.sin(x))), x=numbers([3]))
case("x^x", lambda x: x**x, x=numbers([4], 0.3, 2))
case("sin(x)^sin(x)", lambda x: jnp.sin(x) ** jnp.sin(x), x=[0.4, 1.1])
case(
    "q = X @ A; k = X @ B; softmax(q @ k.T / sqrt(2)) @ X",
    lambda X, A, B: jax.nn.softmax((X @ A) @ (X @ B).T / jnp.sqrt(2.0)) @ X,
    X=numbers([3, 2]), A=numbers([2, 2]), B=numbers([2, 2]))
case(
    "a = concatenate([x[::-1], y]); b = stack([a, a^2], axis=1); sum(b @ [0.5, -1.5])",
    lambda x, y: jnp.sum(0.5 * jnp.concatenate([x[::-1], y]) - 1.5 * jnp.concatenate([x, y]) ** 2),
    x=numbers([2]), y=numbers([3]))
case("s = 0.5x * (1 + tanh(0.8 * (x + 0.04 * x^3))); s * x",
     lambda x: 0.5 * x * (1 + jnp.tanh(0.8 * (x + 0.04 * x**3))) * x, x=numbers([6]))
case("-mean(y * log(sigmoid(x)) + (1 - y) * log(1 - sigmoid(x)))",
     lambda x, y: -jnp.mean(y * jax.nn.log_sigmoid(x) + (1 - y) * jax.nn.log_sigmoid(-x)), {"y": [1, 0, 1]},
     x=numbers([3]))

# Labels are an operand like any other.
case("softmax_cross_entropy(o, t)", lambda o, t: cross_entropy(o, t), o=[[2.0, 1.0, 0.0]], t=[[0.9, 0.05, 0.05]])
case("softmax_cross_entropy(x, y)", cross_entropy, x=numbers([4]), y=[0.0, 1.0, 0.0, 0.0])
case("3 * softmax_cross_entropy(x, y)", lambda x, y: 3 * cross_entropy(x, y), x=numbers([3, 2]), y=numbers([3, 2], 0, 2))
case("softmax_cross_entropy(x, softmax(y))", lambda x, y: cross_entropy(x, jax.nn.softmax(y)),
     x=numbers([2, 3]), y=numbers([2, 3]))
case("softmax_cross_entropy(x, y * w)", lambda x, y, w: cross_entropy(x, y * w), {"y": one_hot},
     x=numbers([2, 3]), w=numbers([3]))
case("softmax_cross_entropy(x, x)", lambda x: cross_entropy(x, x), x=numbers([2, 2], 0.1, 1))
case("softmax_cross_entropy(x, y)", cross_entropy, x=[[1000.0, -1000.0]], y=[[1.0, 0.0]])

# Masks select: what was not chosen gets exactly 0, whatever arrives. The peers are written by `where` and by index,
# as JAX multiplies in `max` and `maximum`, where 0 times infinity is not a number.
case("sqrt(where(x > 1, y, x))", lambda x, y: jnp.sqrt(jnp.where(x > 1, y, x)), x=0.0, y=2.0)
case("log(where(x > 1, y, x))", lambda x, y: jnp.log(jnp.where(x > 1, y, x)), x=[[0.0], [2.0]], y=[1.0, 0.0])
case("sqrt(relu(x))", lambda x: jnp.sqrt(jax.nn.relu(x)), x=[-1.0, 0.0, 4.0])
case("1 / relu(x)", lambda x: 1 / jax.nn.relu(x), x=[-1.0, 0.5])
case("sqrt(max(x))", lambda x: jnp.sqrt(x[jnp.argmax(x)]), x=[0.0, -2.0])
case("log(max(x, axis=1)) * c", lambda x, c: jnp.log(x[jnp.arange(2), jnp.argmax(x, 1)]) * c, {"c": [2, 3]},
     x=[[0.0, -2.0, -1.0], [1.0, 3.0, 2.0]])
case("1 / min(x, axis=0)", lambda x: 1 / x[jnp.argmin(x, 0), jnp.arange(2)], x=[[0.0, 3.0], [1.0, 2.0]])
case("sqrt(maximum(x, y))", lambda x, y: jnp.sqrt(jnp.where(x > y, x, y)), x=[[-1.0], [4.0]], y=[0.0, 1.0])
case("log(minimum(x, y))", lambda x, y: jnp.log(jnp.where(x < y, x, y)), x=[2.0, 0.0], y=[0.0, 1.0])
case("sqrt(x[0]) + x[1]", lambda x: jnp.sqrt(x[0]) + x[1], x=[0.0, 4.0, 1.0])
case("sqrt(x[::2])", lambda x: jnp.sqrt(x[::2]), x=[0.0, 4.0, 1.0])
case("sqrt(concatenate([x, y]))", lambda x, y: jnp.sqrt(jnp.concatenate([x, y])), x=[0.0], y=[4.0, 1.0])
case("where(x > 0, y, 1 / x)", lambda x, y: jnp.where(x > 0, y, 1 / x), x=2.0, y=3.0)
case("sqrt(where(x > 0, relu(x), x * y))", lambda x, y: jnp.sqrt(jnp.where(x > 0, jax.nn.relu(x), x * y)),
     x=[1.0, 0.0, -1.0], y=[1.0, 2.0, -4.0])
# Not a mask's product: the operation beneath it multiplies an adjoint of 0 with its own infinite derivative.
case("where(x > 0, sqrt(x), 0)", lambda x: jnp.where(x > 0, jnp.sqrt(x), 0), x=[0.0, 4.0])
case("sqrt(x)[1] * 2", lambda x: jnp.sqrt(x)[1] * 2, x=[0.0, 4.0])

# Random programs, most of them with masks beside infinities. Again no peer multiplies by a mask.


def largest(x, axis=None):
    if axis is None:
        return x.reshape(-1)[jnp.argmax(x)]
    return jnp.take_along_axis(x, jnp.argmax(x, axis, keepdims=True), axis).squeeze(axis)


def larger(x, y):
    return jnp.where(x > y, x, y)


statements = [
    ("{a} + {b}", lambda a, b: a + b),
    ("{a} - {b}", lambda a, b: a - b),
    ("{a} * {b}", lambda a, b: a * b),
    ("{a} / ({b}^2 + 0.7)", lambda a, b: a / (b**2 + 0.7)),
    ("({a}^2 + 0.3)^tanh({b})", lambda a, b: (a**2 + 0.3) ** jnp.tanh(b)),
    ("sin({a}) * {b}", lambda a, b: jnp.sin(a) * b),
    ("exp(tanh({a}))", lambda a, b: jnp.exp(jnp.tanh(a))),
    ("log(1 + {a}^2)", lambda a, b: jnp.log(1 + a**2)),
    ("dot({a}, {b})", jnp.dot),
    ("{a}.T", lambda a, b: a.T),
    ("sum({a}, axis=0)", lambda a, b: jnp.sum(a, 0)),
    ("mean({a}, axis=-1, keepdims=true)", lambda a, b: jnp.mean(a, -1, keepdims=True)),
    ("softmax({a})", lambda a, b: jax.nn.softmax(a)),
    ("softmax_cross_entropy({a}, softmax({b}))", lambda a, b: same(a, b) and cross_entropy(a, jax.nn.softmax(b))),
    ("stack([{a}, {b}])", lambda a, b: jnp.stack([a, b])),
    ("concatenate([{a}, {b}])", lambda a, b: jnp.concatenate([a, b])),
    ("relu({a})", lambda a, b: jax.nn.relu(a)),
    ("abs({a})", lambda a, b: jnp.where(a > 0, a, jnp.where(a < 0, -a, 0))),
    ("maximum({a}, {b})", larger),
    ("minimum({a}, {b})", lambda a, b: -larger(-a, -b)),
    ("max({a}, axis=0)", lambda a, b: largest(a, 0)),
    ("min({a})", lambda a, b: -largest(-a)),
    ("where({a} > 0.4, {b}, {a})", lambda a, b: jnp.where(a > 0.4, b, a)),
    ("{a}[::2]", lambda a, b: a[::2]),
    ("sqrt(relu({a}))", lambda a, b: jnp.sqrt(jax.nn.relu(a))),
    ("relu({a})^0.5", lambda a, b: jax.nn.relu(a) ** 0.5),
    ("log(where({a} > 0.5, {a}, 1)) * {b}", lambda a, b: jnp.log(jnp.where(a > 0.5, a, 1)) * b),
    ("1 / where({a} > 0.5, {a}, 1/0)", lambda a, b: 1 / jnp.where(a > 0.5, a, jnp.inf)),
    (
        "where({a} > 0, {b}, 0/0) * where({a} > 0, 1, 0)",
        lambda a, b: jnp.where(a > 0, b, jnp.nan) * jnp.where(a > 0, 1, 0)),
    ("sqrt(maximum({a}, 0))", lambda a, b: jnp.sqrt(larger(a, 0))),
    ("sqrt(max(relu({a}), axis=0))", lambda a, b: jnp.sqrt(largest(jax.nn.relu(a), 0))),
    ("sqrt(relu({a})[0])", lambda a, b: jnp.sqrt(jax.nn.relu(a)[0])),
    (
        "where({a} > 0.1, sqrt(where({a} > 0.1, {a}, 0)), {b})",
        lambda a, b: jnp.where(a > 0.1, jnp.sqrt(jnp.where(a > 0.1, a, 0)), b)),
]


def same(a, b):
    if a.shape != b.shape or not 1 <= a.ndim <= 2:
        raise ValueError
    return True


def random_program():
    """Chooses by shapes; what JAX cannot compute is left out, and so is a program with a derivative that is no number."""
    values = {name: numbers(dice.choice([[], [3], [2, 3], [3, 1]])) for name in ["x", "y"]}
    known = {name: jnp.asarray(value, dtype=jnp.float64) for name, value in values.items()}
    steps = []
    while len(steps) < dice.randint(4, 8):
        text, peer = dice.choice(statements)
        a, b = (dice.choice(list(known)[-3:]) for _ in "ab")
        try:
            value = peer(known[a], known[b])
        except (TypeError, ValueError, IndexError):
            continue
        if value.size <= 12:
            steps.append((f"u{len(steps)}", text.format(a=a, b=b), peer, a, b))
            known[steps[-1][0]] = value

    def function(**known):
        for name, _, peer, a, b in steps:
            known[name] = peer(known[a], known[b])
        return known[steps[-1][0]]

    gradients = jax.grad(lambda v: jnp.sum(function(**v)))(
        {name: jnp.asarray(value, dtype=jnp.float64) for name, value in values.items()})
    if all(bool(jnp.isfinite(g).all()) and float(jnp.abs(g).max()) < 1e3 for g in gradients.values()):
        case("; ".join(f"{name} = {text}" for name, text, *_ in steps) + f"; {steps[-1][0]} * 1", function, **values)


while sum("u0 = " in line["text"] for line in lines) < 80:
    random_program()

# Functions that came later; numbers of their own, so that the lines above stay as they are.
dice = random.Random(19)
log_sigmoid, gelu = jax.nn.log_sigmoid, lambda x: jax.nn.gelu(x, approximate=False)
for name, peer, low, high in [
    ("softplus", jax.nn.softplus, -4, 4), ("log_sigmoid", log_sigmoid, -4, 4), ("log1p", jnp.log1p, -0.8, 4),
    ("expm1", jnp.expm1, -3, 3), ("gelu", gelu, -4, 4), ("erf", jax.scipy.special.erf, -3, 3),
    ("asin", jnp.arcsin, -0.9, 0.9), ("acos", jnp.arccos, -0.9, 0.9), ("atan", jnp.arctan, -4, 4),
    ("sinh", jnp.sinh, -3, 3), ("cosh", jnp.cosh, -3, 3), ("sign", jnp.sign, -2, 2), ("floor", jnp.floor, -4, 4),
    ("x * stop_gradient", lambda x: x * jax.lax.stop_gradient(x), -2, 2),
]:
    case(f"{name}(x)", lambda x, p=peer: p(x), x=numbers([], low, high))
    case(f"c * {name}(x)", lambda x, c, p=peer: c * p(x), {"c": numbers([2, 3])}, x=numbers([2, 3], low, high))
for left, right in pairs:
    wide = list(jnp.broadcast_shapes(tuple(left), tuple(right)))
    case("atan2(y, x) * c", lambda y, x, c: jnp.arctan2(y, x) * c, {"c": numbers(wide)}, y=numbers(left), x=numbers(right))
    case("clip(x, y, 3) * c", lambda x, y, c: jnp.clip(x, y, 3) * c, {"c": numbers(wide)}, x=numbers(left), y=numbers(right))
case("clip(x, -0.5, 0.5)^2", lambda x: jnp.clip(x, -0.5, 0.5) ** 2, x=numbers([6]))
case("clip(x, low, high) * c", lambda x, low, high, c: jnp.clip(x, low, high) * c, {"c": numbers([2, 3])},
     x=numbers([2, 3]), low=numbers([3], -2, -1), high=numbers([2, 1], 0, 1))
wide = [-800.0, -40.0, -1e-9, 0.0, 1e-9, 40.0, 800.0]
case("softplus(x)", lambda x: jax.nn.softplus(x), x=wide)
case("log_sigmoid(x)", lambda x: log_sigmoid(x), x=wide)
case("log1p(x) + expm1(x)", lambda x: jnp.log1p(x) + jnp.expm1(x), x=[-1e-12, 1e-12, 1e-300, 5.0])
case("gelu(x)", lambda x: gelu(x), x=[-30.0, -6.0, 0.0, 6.0, 30.0])
case("erf(x)", lambda x: jax.scipy.special.erf(x), x=[-7.0, -1e-9, 0.0, 1e-9, 7.0])
case("asin(x)", lambda x: jnp.arcsin(x), x=[-0.99, 0.0, 0.99])
case("atan(x)", lambda x: jnp.arctan(x), x=[-1e10, 0.0, 1e10])
case("tanh(x)", lambda x: jnp.tanh(x), x=[-6.0, 6.0])
case("x * stop_gradient(exp(x)) + stop_gradient(x)^2", lambda x: x * jax.lax.stop_gradient(jnp.exp(x)), x=0.0)
case("mean(log_sigmoid(y * (X @ w)))", lambda X, w, y: jnp.mean(log_sigmoid(y * (X @ w))), {"y": [1, -1, 1]},
     X=numbers([3, 2]), w=numbers([2]))

# The same for arrays.
dice = random.Random(20)


def norm(x, axis=None, keepdims=False):
    return jnp.sqrt(jnp.sum(x * x, axis=axis, keepdims=keepdims))


for name, peer in [
    ("logsumexp", jax.scipy.special.logsumexp), ("norm", norm), ("prod", jnp.prod), ("var", jnp.var), ("std", jnp.std),
]:
    x = numbers([2, 3, 2])
    case(f"{name}(x)", lambda x, p=peer: p(x), x=numbers([4]))
    case(f"{name}(x, keepdims=true) * x", lambda x, p=peer: p(x, keepdims=True) * x, x=numbers([2, 3]))
    for axis, kept, shape in [
        (0, False, [3, 2]), (1, False, [2, 2]), (-1, True, [2, 3, 1]), ((0, 2), False, [3]), ((0, 1, 2), False, []),
    ]:
        keyword = ", keepdims=true" if kept else ""
        case(
            f"{name}(x, axis={axis}{keyword}) * c",
            lambda x, c, p=peer, a=axis, k=kept: p(x, axis=a, keepdims=k) * c, {"c": numbers(shape)}, x=x)
case("logsumexp(x)", lambda x: jax.scipy.special.logsumexp(x), x=[1000.0, 1001.0])
case("logsumexp(x)", lambda x: jax.scipy.special.logsumexp(x), x=[-1000.0, -2000.0])
case("prod(x)", lambda x: jnp.prod(x), x=[0.0, 2.0, 3.0])
case("prod(x, axis=0)", lambda x: jnp.prod(x, axis=0), x=[[0.0, 2.0, 0.0], [1.5, 0.0, 0.0]])
case("log_softmax(x) * c", lambda x, c: jax.nn.log_softmax(x) * c, {"c": numbers([2, 3])}, x=numbers([2, 3]))
case("log_softmax(x, axis=0) * c", lambda x, c: jax.nn.log_softmax(x, axis=0) * c, {"c": numbers([3, 2])}, x=numbers([3, 2]))
case("log_softmax(x)", lambda x: jax.nn.log_softmax(x), x=[1000.0, -1000.0])
case("-mean(sum(one_hot(t, 3) * log_softmax(x), axis=1))",
     lambda x, t: -jnp.mean(jax.nn.log_softmax(x)[jnp.arange(2), t.astype(int)]), {"t": [2, 0]}, x=numbers([2, 3]))
case("cumsum(x) * c", lambda x, c: jnp.cumsum(x) * c, {"c": numbers([4])}, x=numbers([4]))
case("cumsum(x) * c", lambda x, c: jnp.cumsum(x) * c, {"c": numbers([6])}, x=numbers([2, 3]))
for axis in [0, 1, -1]:
    case(f"cumsum(x, axis={axis}) * c", lambda x, c, a=axis: jnp.cumsum(x, axis=a) * c, {"c": numbers([2, 3, 2])},
         x=numbers([2, 3, 2]))
case("cumsum(x, axis=1, reverse=true) * c", lambda x, c: jax.lax.cumsum(x, axis=1, reverse=True) * c,
     {"c": numbers([2, 3])}, x=numbers([2, 3]))
case("expand_dims(x, axis=1) * c", lambda x, c: jnp.expand_dims(x, 1) * c, {"c": numbers([3, 2])}, x=numbers([3]))
case("expand_dims(x, axis=-1) * c", lambda x, c: jnp.expand_dims(x, -1) * c, {"c": numbers([2, 3, 2])}, x=numbers([2, 3]))
for left, right in [
    ([2, 3, 4], [2, 4, 2]), ([2, 3, 4], [4, 2]), ([3, 4], [2, 4, 2]), ([2, 3, 4], [4]), ([4], [2, 4, 3]),
    ([2, 1, 2, 3], [3, 3, 2]), ([1, 2, 2], [3, 2, 2]), ([2, 1, 4], [4, 1]),
]:
    x, y = numbers(left), numbers(right)
    wide = list(jnp.matmul(jnp.zeros(left), jnp.zeros(right)).shape)
    case("x @ y * c", lambda x, y, c: x @ y * c, {"c": numbers(wide)}, x=x, y=y)
case("matmul(x, y)", lambda x, y: x @ y, x=numbers([2, 2, 2]), y=numbers([2, 2, 2]))
for text, peer, shape in [
    ("x[[0, 0, 2]]", lambda x: x[jnp.array([0, 0, 2])], [3, 4]), ("x[[-1, 1]]", lambda x: x[jnp.array([-1, 1])], [2, 4]),
    ("x[:, [3, 0, 3]]", lambda x: x[:, jnp.array([3, 0, 3])], [3, 3]), ("x[[0, 2], [1, 1]]", lambda x: x[jnp.array([0, 2]), jnp.array([1, 1])], [2]),
    ("x[1, [0, 0]]", lambda x: x[1, jnp.array([0, 0])], [2]), ("x[[1], 1:]", lambda x: x[jnp.array([1]), 1:], [1, 3]),
    ("x[::2, [1, 1]]", lambda x: x[::2, jnp.array([1, 1])], [2, 2]),
]:
    case(f"{text} * c", lambda x, c, p=peer: p(x) * c, {"c": numbers(shape)}, x=numbers([3, 4]))
case("x[:, [1, 0, 1], 0] * c", lambda x, c: x[:, jnp.array([1, 0, 1]), 0] * c, {"c": numbers([2, 3])}, x=numbers([2, 2, 3]))
case("E[[0, 2, 2]] @ W", lambda E, W: E[jnp.array([0, 2, 2])] @ W, E=numbers([4, 2]), W=numbers([2, 2]))

# Images, of numbers of their own.
dice = random.Random(2)


def convolved(x, w, stride=(1, 1), padding=(0, 0)):
    return jax.lax.conv_general_dilated(x, w, stride, [(p, p) for p in padding])


def pooled(x, size=(2, 2), stride=None):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1) + size, (1, 1) + (stride or size), "VALID")


for text, stride, padding, images, kernels in [
    ("", (1, 1), (0, 0), [2, 2, 4, 3], [3, 2, 2, 2]), (", stride=2", (2, 2), (0, 0), [1, 2, 5, 4], [2, 2, 2, 3]),
    (", padding=1", (1, 1), (1, 1), [1, 1, 3, 2], [2, 1, 3, 3]),
    (", stride=(2, 1), padding=(2, 1)", (2, 1), (2, 1), [2, 1, 3, 3], [1, 1, 4, 2]),
    (", stride=3, padding=(0, 2)", (3, 3), (0, 2), [1, 2, 4, 2], [1, 2, 1, 3]),
]:
    shape = convolved(jnp.zeros(images), jnp.zeros(kernels), stride, padding).shape
    case(f"conv2d(x, W{text}) * c", lambda x, W, c, s=stride, p=padding: convolved(x, W, s, p) * c,
         {"c": numbers(shape)}, x=numbers(images), W=numbers(kernels))
for text, size, stride, images in [
    ("2", (2, 2), None, [2, 1, 4, 5]), ("(1, 3)", (1, 3), None, [1, 2, 2, 3]), ("3, stride=1", (3, 3), (1, 1), [1, 1, 4, 5]),
    ("(2, 3), stride=(1, 2)", (2, 3), (1, 2), [1, 2, 3, 6]),
]:
    case(f"max_pool2d(x, {text}) * c", lambda x, c, z=size, s=stride: pooled(x, z, s) * c,
         {"c": numbers(pooled(jnp.zeros(images), size, stride).shape)}, x=numbers(images))
case(
    "h = relu(max_pool2d(conv2d(x, W, padding=1), 2) + b); softmax_cross_entropy(reshape(h, (2, -1)) @ V, y)",
    lambda x, W, b, V, y: cross_entropy(
        jax.nn.relu(pooled(convolved(x, W, padding=(1, 1))) + b).reshape(2, -1) @ V, y), {"y": one_hot},
    x=numbers([2, 1, 4, 4]), W=numbers([2, 1, 3, 3]), b=numbers([2, 1, 1]), V=numbers([8, 3]))

target.parent.mkdir(exist_ok=True)
target.write_text("".join(texts(line) + "\n" for line in lines))
print(f"{target.name}: {len(lines)} cases by JAX {jax.__version__}")
