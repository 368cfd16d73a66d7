/** A network as a PyTorch module. */
import type { NetworkSpec } from '../../spec'
import { followsChain } from '../chain'
import { numeral } from '../numerals'
import { plan } from '../plan'
import type { Plan } from '../plan.types'
import { type Part, partsOf, shapeComment } from './forms'
import { pyNames, pyTuple } from './python'

/**
 * Python source of a `Network(nn.Module)` with the same layers and shapes: one nn.Sequential for a chain, else an
 * attribute per node and a forward that joins them. Behind each line stands the shape that it gives, without the batch.
 * A softmax at the end is left out and said so, for nn.CrossEntropyLoss has it within. Layers that PyTorch lacks (locally
 * connected ones, those of LeNet-5 of 1998) stand as a module that raises NotImplementedError. Weights are not part of it.
 * Throws what plan throws. Written after the documentation of PyTorch 2 (torch.nn).
 */
export function pyTorchCode(spec: NetworkSpec): string {
  const planned = plan(spec)
  const parts = partsOf(planned)
  const body = isChain(planned) ? chainBody(planned, parts) : graphBody(planned, parts)
  const network = [
    'class Network(nn.Module):',
    `    """Reads pictures ${shapeOfInput(planned)}; ${numeral(planned.parameterCount)} parameters."""`,
    ...normalisation(planned),
    '',
    '    def __init__(self):',
    '        super().__init__()',
    ...body,
  ].join('\n')
  const used = HELPERS.filter(({ name }) => network.includes(`${name}(`)).map(({ source }) => source)
  return [`import torch\nfrom torch import nn`, ...used, network].join('\n\n\n').concat('\n')
}

const isChain = ({ nodes, outputs }: Plan): boolean =>
  nodes.every((_, i) => followsChain(nodes, i)) &&
  outputs.length === 1 &&
  outputs[0] === nodes[nodes.length - 1].id

const shapeOfInput = ({ input: { c, h, w } }: Plan): string => `[${c}, ${h}, ${w}]`

function normalisation({ spec: { input } }: Plan): readonly string[] {
  const { c, mean, scale } = input
  if (!mean && !scale) return []
  const all = (value: number): readonly number[] => Array.from({ length: c }, () => value)
  return [
    '',
    '    # The pictures are (pixel / 255 - mean) * scale, channel by channel:',
    `    # mean = ${pyTuple(mean ?? all(0))}`,
    `    # scale = ${pyTuple(scale ?? all(1))}`,
  ]
}

const SOFTMAX = 'is left out: nn.CrossEntropyLoss takes the scores and has it within'

/** A softmax that nobody reads. */
const isLeftOut = ({ node }: Part): boolean => node.layer.type === 'softmax' && node.consumers.length === 0

function chainBody(planned: Plan, parts: readonly Part[]): readonly string[] {
  const lines = parts.flatMap((part) => {
    const { written, node } = part
    if (isLeftOut(part)) return [`            # nn.Softmax(dim=1) ${SOFTMAX}`]
    // A join of one input is that input.
    const modules = written.kind === 'modules' ? written.modules : ['nn.Identity()']
    return modules.map((module, i) => {
      const comment = i === modules.length - 1 ? `  # ${node.id}: ${shapeComment(part)}` : ''
      return `            ${module},${comment}`
    })
  })
  return [
    `        self.layers = nn.Sequential(  # ${shapeOfInput(planned)}`,
    ...lines,
    '        )',
    '',
    '    def forward(self, x):',
    '        return self.layers(x)',
  ]
}

function graphBody(planned: Plan, parts: readonly Part[]): readonly string[] {
  const names = pyNames(parts.map(({ node }) => node.id))
  const name = (id: string): string => names.get(id) ?? 'x'
  const result = (id: string): string => {
    const part = parts.find(({ node }) => node.id === id)
    return name(part && isLeftOut(part) ? part.node.from[0] : id)
  }
  return [
    ...parts.flatMap((part) => attribute(part, name)),
    '',
    `    def forward(self, x):  # ${shapeOfInput(planned)}`,
    ...parts.map((part) => `        ${statement(part, name)}`),
    `        return ${planned.outputs.map(result).join(', ')}`,
  ]
}

function attribute(part: Part, name: (id: string) => string): readonly string[] {
  const { node, written } = part
  if (written.kind === 'join' || isLeftOut(part)) return []
  const [first, ...rest] = written.modules
  const module = rest.length === 0 ? first : `nn.Sequential(${[first, ...rest].join(', ')})`
  return [`        self.${name(node.id)} = ${module}`]
}

function statement(part: Part, name: (id: string) => string): string {
  const { node, written } = part
  if (isLeftOut(part)) return `# ${name(node.id)} = torch.softmax(${name(node.from[0])}, dim=1) ${SOFTMAX}`
  const value =
    written.kind === 'join'
      ? written.join(joined(part, name))
      : `self.${name(node.id)}(${name(node.from[0])})`
  return `${name(node.id)} = ${value}  # ${shapeComment(part)}`
}

/** Of one form: what is flat cannot be added to what still has a height and a width of 1. */
function joined({ node, inputForms, form }: Part, name: (id: string) => string): readonly string[] {
  return node.from.map((id, i) => (inputForms[i] === form ? name(id) : `torch.flatten(${name(id)}, 1)`))
}

const HELPERS: readonly { readonly name: string; readonly source: string }[] = [
  {
    name: 'ScaledTanh',
    source: `class ScaledTanh(nn.Module):
    """outer * tanh(inner * x)"""

    def __init__(self, outer, inner):
        super().__init__()
        self.outer, self.inner = outer, inner

    def forward(self, x):
        return self.outer * torch.tanh(self.inner * x)`,
  },
  {
    name: 'NotInPyTorch',
    source: `class NotInPyTorch(nn.Module):
    """Stands where PyTorch has no layer of its own."""

    def __init__(self, what):
        super().__init__()
        self.what = what

    def forward(self, x):
        raise NotImplementedError(f"PyTorch has no layer for {self.what}: write it here.")`,
  },
]
