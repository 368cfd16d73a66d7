import { SpecError } from '../../shape'
import type { NetworkSpec } from '../../spec'
import type { Text } from '../../text'
import { plan } from '../plan'
import type { Plan } from '../plan.types'

/** The rules of thumb by name. */
export type AdviceRule =
  | 'large-filter'
  | 'even-filter'
  | 'changes-size'
  | 'idle-weights'
  | 'strided-convolution'
  | 'large-pooling'
  | 'pooling-first'
  | 'unread-cells'
  | 'uneven-input'
  | 'nothing-between'
  | 'dead-bias'
  | 'no-effect'
  | 'unused'
  | 'altered-scores'
  | 'early-softmax'
  | 'deep-sigmoid'
  | 'short-sighted'
  | 'untrained-output'
  | 'early-memory'
  | 'heavy-fc'

/** What a rule of thumb has to say about one node. */
export interface Advice {
  readonly rule: AdviceRule
  /** Its id, or 'input'. */
  readonly node: string
  /** warning: something is lost or does nothing; hint: against the rule of thumb; note: worth knowing, and often meant. */
  readonly severity: 'warning' | 'hint' | 'note'
  /** What was found, with the numbers; why it matters; what to do. */
  readonly text: Text
  /** The network with the change made, where one change is the obvious one. It can be built. */
  readonly fix?: NetworkSpec
}

/** Advice as a rule gives it: the change that it offers has not been tried. */
export interface Finding extends Omit<Advice, 'fix'> {
  readonly change?: () => NetworkSpec
}

export type Rule = (plan: Plan) => readonly Finding[]

/** The whole network is planned anew to know whether the change can be built: not before somebody asks for it. */
export function advise({ change, ...said }: Finding): Advice {
  if (!change) return said
  let tried: { readonly spec: NetworkSpec | undefined } | null = null
  return {
    ...said,
    get fix() {
      tried ??= { spec: buildable(change()) }
      return tried.spec
    },
  }
}

function buildable(spec: NetworkSpec): NetworkSpec | undefined {
  try {
    plan(spec)
    return spec
  } catch (error) {
    if (error instanceof SpecError) return undefined
    throw error
  }
}
