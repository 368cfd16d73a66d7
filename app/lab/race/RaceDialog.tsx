import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { RaceChart, type RaceCurve } from '../../../components/charts/RaceChart'
import { Button } from '../../../components/controls/Button'
import { Dialog } from '../../../components/controls/Dialog'
import { PauseIcon, PlayIcon, ResetIcon } from '../../../components/controls/icons'
import { useText } from '../../../components/language'
import { dataSets, optimisers, type Text, updateRules, zoo } from '../../../engine/index'
import type { LabStore } from '../../store/lab'
import { canRun, createRace, type RaceStore } from '../../store/race'
import { isOtherCourse } from '../../store/race-course'
import { useLab, useLabStore } from '../../store/use-lab'
import { useBox } from '../use-box'
import { dashes } from './dashes'
import styles from './Race.module.css'
import { RaceTable } from './RaceTable'

const words = {
  title: { en: 'Race of the update rules', zh: '更新规则的比赛' },
  start: { en: 'Start', zh: '开始' },
  pause: { en: 'Pause', zh: '暂停' },
  restart: { en: 'From the start', zh: '从头开始' },
  rests: {
    en: 'The Lab’s own training rests while they run: all share one processor core.',
    zh: '比赛进行时，实验室自己的训练暂停：它们共用一个处理器核心。',
  },
  other: {
    en: 'The Lab has another network or other settings now: “From the start” takes them over.',
    zh: '实验室现在换了网络或设置：按“从头开始”即可采用。',
  },
} satisfies Record<string, Text>

const fair = (network: string, set: string, batch: number): Text => ({
  en: `Each rule trains a copy of ${network} on ${set}, from the same first weights, with the same batches of ${batch} in the same order. Only the rule differs, each with its own usual rate unless you type another.`,
  zh: `每种规则各训练一份 ${network}，数据集是 ${set}：初始权重相同，每批 ${batch} 张，顺序也相同。不同的只有更新规则：各用自己常用的学习率，也可自行输入。`,
})

/** One race for each Lab: it is there again when the dialog is opened again. */
const races = new WeakMap<LabStore, RaceStore>()

function raceOf(lab: LabStore): RaceStore {
  const race = races.get(lab) ?? createRace(lab, document.baseURI)
  races.set(lab, race)
  return race
}

interface Props {
  readonly open: boolean
  onClose(): void
}

const ranAway = (rules: readonly string[]): Text => ({
  en: `No longer finite: ${rules.join(', ')}. Type a smaller rate.`,
  zh: `出现非有限值：${rules.join('、')}。请输入更小的学习率。`,
})

/** Several rules on one network, in the worker of the Lab. Closing pauses, and so does leaving the page; the curves stay. */
export default function RaceDialog({ open, onClose }: Props) {
  const t = useText()
  const race = raceOf(useLabStore())
  useEffect(() => () => race.getState().actions.pause(), [race])
  const close = (): void => {
    race.getState().actions.pause()
    onClose()
  }
  return (
    <Dialog {...{ open }} onClose={close} title={t(words.title)} large>
      <RaceBoard race={race} />
    </Dialog>
  )
}

function RaceBoard({ race }: { race: RaceStore }) {
  const t = useText()
  const { racers, running, course, notice, actions } = useStore(race)
  const [lit, setLit] = useState<string | null>(null)
  const chart = useRef<HTMLDivElement>(null)
  const room = useBox(chart, { width: 560, height: 320 })
  const isOther = useLab((lab) => course !== null && isOtherCourse(course, lab))
  const preset = useLab((lab) => (course ?? lab).preset)
  const set = useLab((lab) => (course ?? lab).set)
  const plan = useLab((lab) => (course ?? lab).plan)
  const { loss, batch } = useLab((lab) => (course ?? lab).settings)
  const network = zoo.get(preset)?.title
  const classes = plan.shapeOf(plan.outputs[0]).c
  const stopped = racers.filter(({ phase }) => phase === 'stopped')
  const curves = racers.map(
    ({ rule, history }): RaceCurve => ({
      id: rule,
      name: t(updateRules[rule].name),
      dash: dashes[rule],
      history,
    }),
  )
  const missing = optimisers.filter((rule) => !racers.some((racer) => racer.rule === rule))
  return (
    <div className={styles.board}>
      <p className={styles.fair}>{t(fair(network ? t(network) : '', t(dataSets[set].name), batch))}</p>
      <div className={styles.buttons}>
        {running ? (
          <Button kind="primary" icon={<PauseIcon />} onClick={actions.pause}>
            {t(words.pause)}
          </Button>
        ) : (
          <Button kind="primary" icon={<PlayIcon />} onClick={actions.play} disabled={!racers.some(canRun)}>
            {t(words.start)}
          </Button>
        )}
        <Button icon={<ResetIcon />} onClick={actions.restart}>
          {t(words.restart)}
        </Button>
        <span className={styles.rests}>{t(words.rests)}</span>
      </div>
      <div role="status" className={styles.notice}>
        {notice && <p>{t(notice)}</p>}
        {isOther && <p>{t(words.other)}</p>}
        {stopped.length > 0 && <p>{t(ranAway(stopped.map(({ rule }) => t(updateRules[rule].name))))}</p>}
      </div>
      <div ref={chart} className={styles.chart}>
        <RaceChart {...{ curves, loss, classes, lit }} width={room.width} height={room.height} />
      </div>
      <RaceTable {...{ racers, missing, actions }} onLight={setLit} />
    </div>
  )
}
