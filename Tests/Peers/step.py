"""One training step in another system: step.py SYSTEM BATCH SIZE SIZE ... prints microseconds a step."""
import sys
import time

import numpy as np

system, batch, *sizes = sys.argv[1], *map(int, sys.argv[2:])
random = np.random.default_rng(0)
batches = [
    (random.random((batch, sizes[0]), dtype=np.float32), np.eye(sizes[-1], dtype=np.float32)[random.integers(0, sizes[-1], batch)])
    for _ in range(20)
]
weights = [(random.normal(size=s) * (2 / s[0]) ** 0.5).astype(np.float32) for s in zip(sizes, sizes[1:])]
biases = [np.zeros(s, np.float32) for s in sizes[1:]]
rate = np.float32(0.01)


def numpy_step(x, y):
    activations = [x]
    for k, (w, b) in enumerate(zip(weights, biases)):
        z = activations[-1] @ w
        z += b
        activations.append(np.maximum(z, 0, out=z) if k < len(weights) - 1 else z)
    z = activations.pop()
    z -= z.max(1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(1, keepdims=True)
    z -= y
    z /= np.float32(batch)
    for k in reversed(range(len(weights))):
        dw, db = activations[k].T @ z, z.sum(0)
        if k > 0:
            z = z @ weights[k].T
            z *= activations[k] > 0
        dw *= rate
        weights[k] -= dw
        biases[k] -= rate * db


def torch_step():
    import torch

    torch.set_num_threads(1)
    parameters = [torch.tensor(a, requires_grad=True) for pair in zip(weights, biases) for a in pair]
    data = [(torch.tensor(x), torch.tensor(y)) for x, y in batches]

    def step(i):
        h, y = data[i % len(data)]
        for k in range(0, len(parameters), 2):
            h = torch.addmm(parameters[k + 1], h, parameters[k])
            h = torch.relu(h) if k < len(parameters) - 2 else h
        gradients = torch.autograd.grad(torch.nn.functional.cross_entropy(h, y), parameters)
        with torch.no_grad():
            for p, g in zip(parameters, gradients):
                p.sub_(g, alpha=0.01)

    return step


def jax_step():
    import jax
    import jax.numpy as jnp

    def loss(parameters, x, y):
        for k, (w, b) in enumerate(parameters):
            x = x @ w + b
            x = jax.nn.relu(x) if k < len(parameters) - 1 else x
        return -jnp.sum(y * jax.nn.log_softmax(x)) / batch

    update = jax.jit(
        lambda p, x, y: jax.tree.map(lambda a, g: a - 0.01 * g, p, jax.grad(loss)(p, x, y)), donate_argnums=0)
    state = [[(jnp.array(w), jnp.array(b)) for w, b in zip(weights, biases)]]
    data = [(jnp.array(x), jnp.array(y)) for x, y in batches]

    def step(i):
        state[0] = update(state[0], *data[i % len(data)])
        jax.block_until_ready(state[0])

    return step


step = {"numpy": lambda: lambda i: numpy_step(*batches[i % len(batches)]), "torch": torch_step, "jax": jax_step}[system]()
for i in range(20):
    step(i)
start, count = time.perf_counter(), 0
while time.perf_counter() - start < 0.2:
    step(count)
    count += 1
print((time.perf_counter() - start) / count * 1e6)
