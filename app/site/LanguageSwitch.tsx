import { useLanguage } from '../../components/language'
import { htmlLanguage, languageName, otherLanguage } from '../i18n/language'
import { changeSettings } from '../store/use-settings'
import styles from './TopBar.module.css'

/** The language in force, bold, and the other one to press. Each is written, and read out, in itself. */
export function LanguageSwitch() {
  const language = useLanguage()
  const other = otherLanguage(language)
  return (
    <span className={styles.languages}>
      <b className={styles.wide} aria-hidden>
        {languageName[language]}
      </b>
      <span className={styles.wide} aria-hidden>
        /
      </span>
      <button type="button" lang={htmlLanguage[other]} onClick={() => changeSettings({ language: other })}>
        <span className={styles.wide}>{languageName[other]}</span>
        <span className={styles.narrow}>{other === 'en' ? 'EN' : languageName[other]}</span>
      </button>
    </span>
  )
}
