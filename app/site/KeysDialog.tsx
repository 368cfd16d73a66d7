import { useStore } from 'zustand'
import { Dialog } from '../../components/controls/Dialog'
import { useText } from '../../components/language'
import { changeSettings, useSettings } from '../store/use-settings'
import styles from './KeysDialog.module.css'
import { boundKeys, type KeyGroup } from './keys'

/** Every key that does something on this page: printed from the tables that bind them. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText()
  const { groups } = useStore(boundKeys)
  const letterKeys = useSettings((s) => s.letterKeys)
  return (
    <Dialog {...{ open, onClose }} title={t(texts.title)}>
      {groups.toReversed().map((group) => (
        <Group key={group.title.en} {...{ group }} />
      ))}
      <label className={styles.letters}>
        <input
          type="checkbox"
          checked={letterKeys}
          onChange={(event) => changeSettings({ letterKeys: event.target.checked })}
        />
        <span>{t(texts.letters)}</span>
      </label>
      <p className={styles.note}>{t(texts.note)}</p>
    </Dialog>
  )
}

function Group({ group }: { group: KeyGroup }) {
  const t = useText()
  return (
    <section className={styles.group}>
      <h3>{t(group.title)}</h3>
      <dl>
        {Object.entries(group.rows).map(([action, { shown, does }]) => (
          <div key={action}>
            <dt>
              {shown.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const texts = {
  title: { en: 'All keys', zh: '全部按键' },
  letters: { en: 'Single letters, digits and signs work as keys', zh: '启用单个字母、数字和符号按键' },
  note: {
    en: 'They never work while you type in a field.',
    zh: '在输入框中打字时，它们不起作用。',
  },
}
