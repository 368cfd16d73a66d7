import type { Text } from '../../engine/index'
import type { Snapshot } from '../draw/snapshot'
import { useText } from '../language'
import { PixelPicture } from '../maps/PixelPicture'
import { fieldGeometry, fieldWords } from './field-words'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'
import { words } from './unit-words'

const picture: Text = { en: 'the picture', zh: '图像' }
const none: Text = { en: 'This unit does not read the picture.', zh: '这个神经元不读图像。' }

/** Where the unit reads on the picture, framed and in words: only the words where the picture stands beside already. */
export function FieldPicture({
  story,
  snapshot,
  inWords,
}: {
  story: UnitStory
  snapshot: Snapshot
  inWords?: boolean
}) {
  const t = useText()
  const { field, jump, address, node } = story
  const alone = node.out.h * node.out.w === 1 // no next unit beside it
  const { plan } = snapshot
  return (
    <div className={styles.field}>
      {!inWords && (
        <div className={styles.fieldPicture}>
          <PixelPicture {...{ plan, snapshot }} unit={address} size={88} label={t(picture)} />
        </div>
      )}
      <p>
        <b className={styles.inputInk}>{t(words.field)}</b>
        <span>{t(words.fieldMeans)}</span>
        <span>{field ? t(fieldWords(field, plan.input)) : t(none)}</span>
        {field && <span>{t(fieldGeometry(field, alone ? null : jump))}</span>}
      </p>
    </div>
  )
}
