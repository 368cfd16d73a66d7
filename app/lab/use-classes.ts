import { dataSets, type Text } from '../../engine/index'
import { useLab } from '../store/use-lab'

/** Names of the classes of the set that is being learned. */
export const useClasses = (): readonly Text[] => useLab(({ set }) => dataSets[set].classes)
