import type { Group } from '../bench'
import { forward } from './forward'
import { kernels } from './kernels'
import { training } from './training'

/** THE list, in the order of the table. */
export const groups: readonly Group[] = [training, forward, kernels]
