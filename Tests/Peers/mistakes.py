#!/usr/bin/env python3
"""The mistakes of a backward pass in NumPy, written apart from adviz: the figures of MistakeTests.

    python3 Tests/Peers/mistakes.py     # prints every gradient of every mistake
"""
import numpy as np


class Node:
    def __init__(self, value, operands=(), pull=None, name=None):
        self.value, self.operands, self.pull, self.name = np.asarray(value, float), operands, pull, name


def var(name, value):
    return Node(value, name=name)


def unary(x, value, slope):
    return Node(value, (x,), lambda g: [g * slope])


def add(a, b): return Node(a.value + b.value, (a, b), lambda g: [g, g])
def mul(a, b): return Node(a.value * b.value, (a, b), lambda g: [g * b.value, g * a.value])
def div(a, b): return Node(a.value / b.value, (a, b), lambda g: [g / b.value, -g * a.value / b.value**2])
def sin(x): return unary(x, np.sin(x.value), np.cos(x.value))
def exp(x): return unary(x, np.exp(x.value), np.exp(x.value))
def tanh(x): return unary(x, np.tanh(x.value), 1 - np.tanh(x.value)**2)
def const(v): return Node(v, name="")


def total(x, axis=None, keepdims=False):
    def pull(g):
        if axis is not None and not keepdims:
            g = np.expand_dims(g, axis)
        return [np.broadcast_to(g, x.value.shape)]
    return Node(x.value.sum(axis=axis, keepdims=keepdims), (x,), pull)


def matvec(a, v): return Node(a.value @ v.value, (a, v), lambda g: [np.outer(g, v.value), a.value.T @ g])


def reduced(g, shape):
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and g.shape[axis] != 1:
            g = g.sum(axis=axis, keepdims=True)
    return g


def order(root):
    """The walk: breadth-first, a node only after all that use it; of those that may go, the one seen first."""
    users, nodes, stack = {}, {id(root): root}, [root]
    while stack:
        for operand in stack.pop().operands:
            users[id(operand)] = users.get(id(operand), 0) + 1
            if id(operand) not in nodes:
                nodes[id(operand)] = operand
                stack.append(operand)
    seen, out = [root], []
    while len(out) < len(nodes):
        node = next(n for n in seen if n not in out and users.get(id(n), 0) == 0)
        out.append(node)
        for operand in node.operands:
            users[id(operand)] -= 1
            if operand not in seen:
                seen.append(operand)
    return out


def gradients(root, mistake):
    adjoint = {}
    def share(node, g):
        upstream = np.ones_like(node.value) if mistake == "no-upstream" else g
        for operand, c in zip(node.operands, node.pull(upstream)):
            yield operand, c if mistake == "no-unbroadcast" else reduced(np.asarray(c), operand.value.shape)
    def give(operand, c):
        have = adjoint.get(id(operand))
        adjoint[id(operand)] = c if have is None or mistake == "overwrite" else have + c
    if mistake == "ungated":
        adjoint[id(root)] = np.ones_like(root.value)
        queue = [root]
        while queue:
            node = queue.pop(0)
            if not node.operands:
                continue
            for operand, c in share(node, adjoint[id(node)]):
                give(operand, c)
                if operand not in queue:
                    queue.append(operand)
    else:
        for number in range(2 if mistake == "no-zeroing" else 1):
            adjoint = {key: value for key, value in adjoint.items() if key in {id(n) for n in order(root) if n.name}}
            adjoint[id(root)] = np.ones_like(root.value)
            for node in order(root):
                if node.operands:
                    for operand, c in share(node, adjoint[id(node)]):
                        give(operand, c)
    return {n.name: adjoint[id(n)] for n in order(root) if n.name}


def article():
    x = var("x", 0.5); a = mul(const(2), x)
    return mul(a, exp(sin(a)))

def bias():
    X, b = var("X", [[1, 2], [3, 4]]), var("b", [1, 2])
    y = add(X, b)
    return total(mul(y, y))

def normalised():
    x = var("x", [[1, 2], [3, 5]])
    return total(mul(div(x, total(x, 1, True)), const([[1, 2], [3, 4]])))

def layer():
    W, v, c = var("W", [[1, -2], [0.5, 1]]), var("v", [0.5, 0.25]), var("c", 3)
    h = tanh(matvec(W, v))
    return total(mul(mul(h, c), add(h, v)))

def early():
    W, v = var("W", [[1, -2], [0.5, 1]]), var("v", [0.5, 0.25])
    h = matvec(W, v)
    return total(mul(h, exp(tanh(h))))

def stopped():
    W, v = var("W", [[1, -2], [0.5, 1]]), var("v", [0.5, 0.25])
    return total(mul(const([[1, 2], [3, 4], [5, 6]]), matvec(W, v)))


if __name__ == "__main__":
    np.set_printoptions(precision=17)
    for make in [article, bias, normalised, layer, early, stopped]:
        for mistake in [None, "overwrite", "ungated", "no-upstream", "no-unbroadcast", "no-zeroing"]:
            try:
                print(make.__name__, mistake, {k: v.tolist() for k, v in gradients(make(), mistake).items()})
            except ValueError as error:
                print(make.__name__, mistake, "stops:", error)
