import type { Text, Trace } from '../../engine/index'
import type { Snapshot } from '../draw/snapshot'
import { formatFixed } from '../format'
import { useText } from '../language'
import type { UnitAddress } from '../network/strip.types'
import { Onward } from './Onward'
import { addsUp, equalsSign } from './shown-sum'
import { UnitLink } from './UnitBefore'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'
import { titleOf } from './unit-words'

const words = {
  branch: { en: 'branch', zh: '分支' },
  value: { en: 'value here', zh: '此处的值' },
  sum: { en: 'sum', zh: '和' },
} satisfies Record<string, Text>

interface Props {
  readonly story: UnitStory
  readonly told: Extract<Trace, { kind: 'sum' }>
  readonly snapshot: Snapshot
  onPick(unit: UnitAddress): void
}

/** An addition: what each branch brings to this place. */
export function SumStory({ story, told, snapshot, onPick }: Props) {
  const t = useText()
  const { plan } = snapshot
  const agrees = addsUp(told.terms, told.total, 3)
  return (
    <div className={styles.weighted} data-broad>
      <table className={styles.terms}>
        <thead>
          <tr>
            <th scope="col">{t(words.branch)}</th>
            <th scope="col">{t(words.value)}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {story.node.from.map((source, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a branch is its index
            <tr key={i}>
              <th scope="row">{t(titleOf(plan, source))}</th>
              <td>{formatFixed(told.terms[i], 3)}</td>
              <td>
                {source !== 'input' && (
                  <UnitLink
                    unit={{ ...story.address, node: source }}
                    name={titleOf(plan, source)}
                    onPick={onPick}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {t(words.sum)} {equalsSign(agrees)}
            </th>
            <td className={story.activation ? undefined : styles.outputInk}>{formatFixed(told.total, 3)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      <Onward story={story} />
    </div>
  )
}
