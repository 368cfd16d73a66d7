import { Link } from 'wouter'
import { RoleTerm } from '../../../components/controls/RoleTerm'
import { useLanguage, useText } from '../../../components/language'
import { FormulaLine } from '../../../components/math/FormulaLine'
import { measure, outputFormula } from '../../../engine/index'
import styles from './Landing.module.css'
import { lead, texts } from './landing-words'
import NetworkAtWork from './NetworkAtWork'

/** One glance: what this is, a network at work, and the doors to the Lab and to the bench. */
export default function Landing() {
  const t = useText()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.what}>
          <h1>{t(texts.title)}</h1>
          <Lead />
        </div>
        <nav className={styles.doors} aria-label={t(texts.doors)}>
          <Link href="/lab" className={styles.door}>
            <h2>
              {t(texts.lab)} <Arrow />
            </h2>
            <p>{t(texts.labLead)}</p>
          </Link>
          <Link href={benchLink} className={`${styles.door} ${styles.withFormula}`}>
            <h2>
              {t(texts.bench)} <Arrow />
            </h2>
            <p>{t(texts.benchLead)}</p>
            <Misfit />
          </Link>
        </nav>
      </header>
      <NetworkAtWork />
      <footer className={styles.foot}>
        {t(texts.foot)} <span className={styles.keys}>{t(texts.footKeys)}</span>
      </footer>
    </div>
  )
}

function Lead() {
  return (
    <p>
      {lead[useLanguage()].map((part) =>
        typeof part === 'string' ? (
          part
        ) : (
          <RoleTerm key={part[0]} role={part[0]}>
            {part[1]}
          </RoleTerm>
        ),
      )}
    </p>
  )
}

const Arrow = () => <span aria-hidden>→</span>

const benchLink = '/formulas?w=7&f=3&s=3&p=0&k=1&c=1'
const misfit = { n: 7, f: 3, s: 3, before: 0, after: 0, dilation: 1, rounding: 'exact' } as const

/** The question the bench is for, by the engine's own sum: 7 pixels, a filter of 3, stride 3. */
function Misfit() {
  const { expr, value } = outputFormula(misfit)
  return (
    <span className={styles.formula}>
      <FormulaLine
        expr={expr}
        value={value}
        result={texts.output}
        fits={measure(misfit).problem === null}
        size="small"
      />
    </span>
  )
}
