import type { Group } from '../bench'
import { convolution } from './convolution'
import { forward } from './forward'
import { kernels } from './kernels'
import { large } from './large'
import { layers } from './layers'
import { loading } from './loading'
import { sides } from './sides'
import { streaming } from './streaming'
import { training } from './training'

/** THE list, in the order of the table. */
export const groups: readonly Group[] = [
  training,
  convolution,
  forward,
  kernels,
  sides,
  streaming,
  loading,
  layers,
  large,
]
