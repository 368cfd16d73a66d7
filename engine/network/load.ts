import { SpecError } from '../shape'
import type { Tensor } from '../tensor'
import type { ParameterBlock } from './parameters'

/** Copies values by name; all are checked before the first is changed. Names that are not given stay. */
export function loadParameters(
  block: ParameterBlock,
  given: ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>,
): void {
  const params = given instanceof Map ? [...given] : Object.entries(given)
  const targets = params.map(([name, tensor]) => [checkTarget(block, name, tensor), tensor] as const)
  for (const [target, tensor] of targets) target.data.set(tensor.data)
}

function checkTarget(block: ParameterBlock, name: string, tensor: Tensor): Tensor {
  const entry = block.entries.find((candidate) => candidate.name === name)
  if (!entry) {
    throw new SpecError({
      code: 'unknown-node',
      values: { name },
      text: { en: `The network has no parameter '${name}'.`, zh: `网络没有参数“${name}”。` },
    })
  }
  const found = tensor.shape.join('×')
  const expected = entry.shape.join('×')
  if (found !== expected || tensor.data.length !== entry.length)
    refuse(name, `${found} (${tensor.data.length})`, expected)
  if (!tensor.data.every(Number.isFinite)) refuse(name, 'NaN / ∞', 'finite')
  return block.value(name)
}

function refuse(name: string, found: string, expected: string): never {
  throw new SpecError({
    code: 'malformed',
    values: { name, found, expected },
    text: {
      en: `Parameter '${name}': found ${found}, expected ${expected}.`,
      zh: `参数“${name}”：收到 ${found}，应为 ${expected}。`,
    },
  })
}
