import { SpecError } from '../../shape'
import { lengthOf, type Tensor } from '../../tensor'

/** Gives the tensor back if it has this shape and as many numbers; throws SpecError 'malformed' otherwise. */
export function checkTensor(tensor: Tensor, shape: readonly number[], name: string): Tensor {
  const same = tensor.shape.length === shape.length && shape.every((n, i) => tensor.shape[i] === n)
  if (same && tensor.data.length === lengthOf(shape)) return tensor
  throw mismatch(name, tensor, shape.join(' × '))
}

/** An image batch: rank 4, as many numbers as its shape says. Throws SpecError 'malformed'. */
export function checkImages(x: Tensor, name: string): Tensor {
  if (x.shape.length === 4 && x.data.length === lengthOf(x.shape)) return x
  throw mismatch(name, x, 'n × c × h × w')
}

export function mismatch(name: string, { shape, data }: Tensor, expected: string): SpecError {
  const found = `${shape.join(' × ') || '—'} (${data.length})`
  return new SpecError({
    code: 'malformed',
    values: { path: name, found, expected },
    text: {
      en: `${name} must be a tensor of ${expected}; found ${found}.`,
      zh: `${name} 必须是 ${expected} 的张量，现在是 ${found}。`,
    },
  })
}
