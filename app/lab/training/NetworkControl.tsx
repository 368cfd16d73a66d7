import { Select } from '../../../components/controls/Select'
import { formatCount, formatPercent } from '../../../components/format'
import { useText } from '../../../components/language'
import { dataSets, type Text, type ZooEntry, zoo } from '../../../engine/index'
import type { DataSetId } from '../../../engine/protocol'
import { planFor } from '../../store/plan-for'
import { trainedPresets } from '../../store/trained-presets'
import { useLab } from '../../store/use-lab'
import { useAfterMaps } from '../after-maps'
import { layersAndParameters, trainWords } from '../lab-words'
import { tellOfNetwork } from '../new-network'
import { useMeasuredAccuracy } from './measured-accuracy'
import styles from './TrainingBar.module.css'

export function SetControl() {
  const t = useText()
  const set = useLab((s) => s.set)
  const chooseSet = useLab((s) => s.actions.chooseSet)
  const options = (Object.keys(dataSets) as DataSetId[]).map((id) => ({
    value: id,
    label: t(dataSets[id].name),
  }))
  return (
    <div className={styles.set}>
      <Select label={t(trainWords.set)} options={options} value={set} onChange={chooseSet} />
    </div>
  )
}

/** A network as one opens it: with fresh weights, or where they are shipped with trained ones. */
interface Choice {
  readonly value: string // 'lenet5' or 'lenet5/trained'
  readonly entry: ZooEntry
  readonly trained: boolean
}

const choices: readonly Choice[] = [...zoo.values()].flatMap((entry) => [
  { value: entry.id, entry, trained: false },
  ...(trainedPresets.has(entry.id) ? [{ value: `${entry.id}/trained`, entry, trained: true }] : []),
])

const trainedWord: Text = { en: 'trained', zh: '已训练' }

const onTest = (accuracy: number): Text => ({
  en: `${formatPercent(accuracy, 2)} on the test set`,
  zh: `测试集 ${formatPercent(accuracy, 2)}`,
})

const parameters = (count: number): Text => ({
  en: `${formatCount(count)} par.`,
  zh: `${formatCount(count)} 参数`,
})

/** The networks that can be opened, each with its size; beside a trained one stands its measured accuracy. */
export function NetworkControl() {
  const t = useText()
  const preset = useLab((s) => s.preset)
  const trained = useLab((s) => s.trained)
  const { nodes, parameterCount } = useLab((s) => s.plan)
  const choosePreset = useLab((s) => s.actions.choosePreset)
  const everything = useAfterMaps()
  const measured = useMeasuredAccuracy(everything)
  const chosen = trained ? `${preset}/trained` : preset
  const offered = everything ? choices : choices.filter(({ value }) => value === chosen)
  const label = ({ entry, trained: ready }: Choice): string => {
    const name = `${t(entry.title)} · ${t(parameters(planFor(entry).parameterCount))}`
    if (!ready) return name
    const accuracy = measured.get(entry.id)
    // First what is cut last: the closed selector shows the beginning.
    return [t(trainedWord), name, ...(accuracy === undefined ? [] : [t(onTest(accuracy))])].join(' · ')
  }
  return (
    <div className={styles.network} data-tour="settings">
      <Select
        label={t(trainWords.network)}
        note={t(layersAndParameters(nodes.length, parameterCount))}
        options={offered.map((choice) => ({ value: choice.value, label: label(choice) }))}
        value={chosen}
        onChange={(value) => {
          const choice = choices.find((c) => c.value === value)
          if (!choice) return
          choosePreset(choice.entry.id, choice.trained)
          tellOfNetwork()
        }}
      />
    </div>
  )
}
