/** Where PyTorch drops height and width, and takes them back. */
import { type Shape, size } from '../../shape'
import type { Plan, PlannedNode } from '../plan.types'
import { type Form, type Written, writeLayer } from './modules'

/** A node in PyTorch, ready to be printed. */
export interface Part {
  readonly node: PlannedNode
  readonly written: Written
  /** Of its inputs, in their order: where they differ all are made flat. */
  readonly inputForms: readonly Form[]
  readonly form: Form
}

export function partsOf({ nodes }: Plan): readonly Part[] {
  const forms = new Map<string, Form>([['input', 'planes']])
  return nodes.map((node) => {
    const inputForms = node.from.map((id) => forms.get(id) ?? 'planes')
    const read = inputForms.includes('flat') ? 'flat' : 'planes'
    const written = between(writeLayer(node, read), read, node.inputs[0])
    const form = (written.kind === 'modules' ? written.gives : undefined) ?? read
    forms.set(node.id, form)
    return { node, written, inputForms, form }
  })
}

/** With what turns the one form into the other before the layer. */
function between(written: Written, form: Form, input: Shape): Written {
  if (written.kind !== 'modules' || written.reads === undefined || written.reads === form) return written
  const turn =
    written.reads === 'flat' ? 'nn.Flatten()' : `nn.Unflatten(1, (${input.c}, ${input.h}, ${input.w}))`
  return { ...written, modules: [turn, ...written.modules] }
}

/** What x.shape[1:] is behind a node: [10, 32, 32], or [10]. */
export function shapeComment({ node: { out }, form }: Part): string {
  return form === 'flat' ? `[${size(out)}]` : `[${out.c}, ${out.h}, ${out.w}]`
}
