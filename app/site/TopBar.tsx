import { Link } from 'wouter'
import { useStore } from 'zustand'
import { Button } from '../../components/controls/Button'
import { KeyboardIcon, MenuIcon, MoonIcon, PresentIcon, SunIcon } from '../../components/controls/icons'
import { ScaleKey } from '../../components/controls/ScaleKey'
import { useText } from '../../components/language'
import { useTheme } from '../../components/theme'
import { type Route, routes } from '../routes'
import { changeSettings } from '../store/use-settings'
import { CopyLink } from './CopyLink'
import { openDialog } from './dialogs'
import { keyInForce } from './key-in-force'
import { LanguageSwitch } from './LanguageSwitch'
import { Logo } from './Logo'
import { usePresenter } from './presenter'
import styles from './TopBar.module.css'

/** Where one is, the key to the colours, and what holds on every page. */
export function TopBar({ route }: { route: Route }) {
  const t = useText()
  const presenter = usePresenter()
  const inForce = useStore(keyInForce)
  if (presenter.on) return null
  return (
    <header className={styles.bar}>
      <Link href="/" className={styles.home} aria-label={t(texts.home)}>
        <Logo />
        <span className={styles.brand}>Convscope</span>
        <span className={styles.page} aria-hidden>
          {t(route.name ?? texts.brand)}
        </span>
      </Link>
      <nav className={styles.pages} aria-label={t(texts.pages)}>
        {routes.map(
          ({ path, name }) =>
            name && (
              <Link key={path} href={path} aria-current={path === route.path ? 'page' : undefined}>
                {t(name)}
              </Link>
            ),
        )}
      </nav>
      <div className={styles.key}>
        <ScaleKey {...inForce} />
      </div>
      <div className={styles.doings}>
        <span className={styles.wide}>
          <CopyLink />
          {route.present && (
            <Button kind="quiet" icon={<PresentIcon />} onClick={presenter.toggle}>
              {t(texts.present)}
            </Button>
          )}
          <ThemeButton />
          <span className={styles.widest}>
            <Button kind="quiet" icon={<KeyboardIcon />} onClick={() => openDialog('keys')}>
              {t(texts.keys)}
            </Button>
          </span>
        </span>
        <LanguageSwitch />
        <span className={styles.narrow}>
          <Button kind="quiet" icon={<MenuIcon />} onClick={() => openDialog('menu')}>
            {t(texts.menu)}
          </Button>
        </span>
      </div>
    </header>
  )
}

/** Says what it makes of the page. The choice "as the system" is in the menu. */
function ThemeButton() {
  const t = useText()
  const other = useTheme() === 'light' ? 'dark' : 'light'
  return (
    <Button
      kind="quiet"
      icon={other === 'dark' ? <MoonIcon /> : <SunIcon />}
      onClick={() => changeSettings({ theme: other })}
    >
      {t(texts[other])}
    </Button>
  )
}

const texts = {
  home: { en: 'Convscope, to the start', zh: 'Convscope，回到首页' },
  brand: { en: 'Convscope', zh: 'Convscope' },
  pages: { en: 'Pages', zh: '页面' },
  present: { en: 'Present', zh: '演示' },
  keys: { en: 'Keys', zh: '按键' },
  menu: { en: 'Menu', zh: '菜单' },
  light: { en: 'Light', zh: '浅色' },
  dark: { en: 'Dark', zh: '深色' },
}
