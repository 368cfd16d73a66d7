import { Link } from 'wouter'
import { useStore } from 'zustand'
import { Button } from '../../components/controls/Button'
import { Dialog } from '../../components/controls/Dialog'
import { KeyboardIcon, PresentIcon } from '../../components/controls/icons'
import { ScaleKey } from '../../components/controls/ScaleKey'
import { Segmented } from '../../components/controls/Segmented'
import { useText } from '../../components/language'
import { type Route, routes } from '../routes'
import { changeSettings, useSettings } from '../store/use-settings'
import { CopyLink } from './CopyLink'
import { openDialog } from './dialogs'
import { keyInForce } from './key-in-force'
import styles from './Menu.module.css'
import { togglePresenter } from './presenter-store'

interface Props {
  open: boolean
  onClose: () => void
  route: Route
}

/** What the bar has no room for on a phone or a tablet. */
export function Menu({ open, onClose, route }: Props) {
  const t = useText()
  const theme = useSettings((s) => s.theme)
  const inForce = useStore(keyInForce)
  const themes = [
    { value: 'auto', label: t(texts.auto) },
    { value: 'light', label: t(texts.light) },
    { value: 'dark', label: t(texts.dark) },
  ] as const
  return (
    <Dialog {...{ open, onClose }} title={t(texts.menu)}>
      <nav className={styles.pages} aria-label={t(texts.pages)}>
        {routes.map(({ path, name }) => (
          <Link
            key={path}
            href={path}
            aria-current={path === route.path ? 'page' : undefined}
            onClick={onClose}
          >
            {t(name ?? texts.start)}
          </Link>
        ))}
      </nav>
      <div className={styles.doings}>
        <CopyLink />
        {route.present && (
          <Button
            kind="quiet"
            icon={<PresentIcon />}
            onClick={() => {
              onClose()
              togglePresenter()
            }}
          >
            {t(texts.present)}
          </Button>
        )}
        <Button kind="quiet" icon={<KeyboardIcon />} onClick={() => openDialog('keys')}>
          {t(texts.keys)}
        </Button>
      </div>
      <Segmented
        label={t(texts.theme)}
        options={themes}
        value={theme}
        onChange={(next) => changeSettings({ theme: next })}
      />
      <div className={styles.key}>
        <ScaleKey {...inForce} />
      </div>
    </Dialog>
  )
}

const texts = {
  menu: { en: 'Menu', zh: '菜单' },
  pages: { en: 'Pages', zh: '页面' },
  start: { en: 'Start', zh: '首页' },
  present: { en: 'Present', zh: '演示' },
  keys: { en: 'Keys', zh: '按键' },
  theme: { en: 'Colours', zh: '配色' },
  auto: { en: 'As the system', zh: '跟随系统' },
  light: { en: 'Light', zh: '浅色' },
  dark: { en: 'Dark', zh: '深色' },
}
