import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../components/language'
import { type KeyGroup, useKeys } from '../site/keys'
import { PresenterLayer } from '../site/PresenterLayer'
import { usePresenter } from '../site/presenter'
import { readHash } from '../url'
import { type NumberName, ranges } from './bench'
import { createFormulas, formulasActions } from './bench-store'
import { ChainTable } from './ChainTable'
import { chainResults } from './chain-results'
import styles from './Formulas.module.css'
import { LinkNotice } from './LinkNotice'
import { NumbersPanel } from './NumbersPanel'
import { PresenterBench } from './PresenterBench'
import { PresetMenu } from './PresetMenu'
import { chooseRow } from './presenter-keys'
import { Quantities } from './Quantities'
import { resultsOf } from './results'
import { Stage, Stale } from './Stage'
import { useBenchLink } from './use-bench-link'
import { numberWords } from './words'

const numberKeys: KeyGroup<'choose' | 'undo'> = {
  title: { en: 'Numbers', zh: '数' },
  rows: {
    choose: chooseRow(Object.keys(ranges) as NumberName[]),
    undo: {
      keys: ['$mod+z'],
      shown: ['Ctrl', 'Z'],
      does: { en: 'undo the last change', zh: '撤销上一次改动' },
    },
  },
}

function openBench() {
  const store = createFormulas()
  const actions = formulasActions(store)
  const { query, tooLong } = readHash()
  actions.open(query, tooLong)
  return { store, actions }
}

/** The bench of layer sizes: numbers at the left, what follows from them at the right. */
export default function FormulasPage() {
  const text = useText()
  const [{ store, actions }] = useState(openBench)
  useBenchLink(store, actions)
  const { bench, preview, past, lit, refused, entries, ignored, linkTooLong } = useStore(store)
  const { on: presenting } = usePresenter()
  const fields = useRef(new Map<NumberName, HTMLInputElement>())

  const results = useMemo(() => resultsOf(bench), [bench])
  const shown = useMemo(() => (preview ? resultsOf(preview) : results), [preview, results])
  // The picture and its formula answer first; the table may come a moment later.
  const later = useDeferredValue(bench)
  const chained = useMemo(() => chainResults(later), [later])

  const fieldRef = useCallback(
    (name: NumberName) => (field: HTMLInputElement | null) => {
      if (field) fields.current.set(name, field)
      else fields.current.delete(name)
    },
    [],
  )
  const pick = (letter: string) => {
    const words = Object.entries(numberWords(bench.setting.kind)).find(([, { symbol }]) => symbol === letter)
    if (words) fields.current.get(words[0] as NumberName)?.focus()
  }

  const choose = ({ key }: KeyboardEvent) => pick(key.toUpperCase())
  useKeys(numberKeys, { undo: actions.undo, ...(presenting ? {} : { choose }) })

  if (presenting) {
    return (
      <>
        <PresenterLayer />
        <PresenterBench {...{ bench, results, actions }} />
      </>
    )
  }
  return (
    <div className={styles.page}>
      <div className={styles.side}>
        <header className={styles.head}>
          <h1>{text(texts.title)}</h1>
          <p>{text(texts.lead)}</p>
        </header>
        <PresetMenu bench={refused.length > 0 ? null : bench} onChoose={actions.choose} />
        <NumbersPanel key={entries} {...{ bench, lit, actions, fieldRef }} />
      </div>
      <div className={styles.stage}>
        <LinkNotice {...{ ignored, linkTooLong }} onDismiss={actions.dismissIgnored} />
        <Stage
          {...{ bench, results, shown, lit, refused, actions }}
          undoable={past[past.length - 1]?.back ?? null}
          onPick={pick}
        />
        <div className={`${styles.costs} ${refused.length > 0 ? styles.waiting : ''}`}>
          {refused.length > 0 && <Stale setting={bench.setting} />}
          <Quantities results={results} kind={bench.setting.kind} lit={lit} onPoint={actions.point} />
        </div>
        <div className={`${styles.chain} ${refused.length > 0 ? styles.waiting : ''}`}>
          {refused.length > 0 && <Stale setting={bench.setting} />}
          <ChainTable bench={later} results={chained} actions={actions} />
        </div>
      </div>
    </div>
  )
}

const texts = {
  title: { en: 'How many windows fit?', zh: '公式台：能放下几个窗口？' },
  lead: {
    en: 'Type the numbers of a layer; its output size, parameters and cost appear beside them.',
    zh: '输入一层的几个数，旁边立刻给出输出大小、参数个数和代价。',
  },
}
