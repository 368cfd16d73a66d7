import type { Snapshot } from '../../components/draw/snapshot'
import { dataSets, type Text } from '../../engine/index'
import { useLab } from '../store/use-lab'

/** Names of the classes of the set that the shown picture is from; of the one that is being learned where it is of none. */
export const useClasses = (snapshot: Snapshot | null = null): readonly Text[] =>
  useLab(({ set }) => dataSets[snapshot?.set ?? set].classes)
