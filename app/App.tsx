import { Suspense, useEffect, useRef } from 'react'
import { Router, useLocation } from 'wouter'
import { LanguageContext, useText } from '../components/language'
import { ThemeContext } from '../components/theme'
import { useHashPath } from './hash-location'
import { applyLanguage } from './i18n/language'
import { fetchAgain, pageOf } from './pages'
import { type Route, routeOf } from './routes'
import { giveKeys } from './site/early-keys'
import { PageBoundary } from './site/PageBoundary'
import { usePresenterKeys } from './site/presenter'
import { SiteDialogs } from './site/SiteDialogs'
import { TopBar } from './site/TopBar'
import { useAppliedTheme, useResolvedTheme } from './site/theme'
import { useSettings } from './store/use-settings'

export function App() {
  const theme = useResolvedTheme()
  const language = useSettings((s) => s.language)
  useAppliedTheme(theme)
  return (
    <LanguageContext value={language}>
      <ThemeContext value={theme}>
        <Router hook={useHashPath}>
          <Site />
        </Router>
      </ThemeContext>
    </LanguageContext>
  )
}

function Site() {
  const t = useText()
  const [path] = useLocation()
  const route = routeOf(path)
  const language = useSettings((s) => s.language)
  const main = useFocusOnNewPage(route)
  useEffect(() => applyLanguage(language, route.title), [language, route])
  usePresenterKeys(route.present)
  return (
    <>
      <button type="button" className="skip-link" onClick={() => main.current?.focus()}>
        {t(skip)}
      </button>
      <TopBar route={route} />
      <main ref={main} id="main" tabIndex={-1}>
        <PageBoundary key={route.path} path={route.path} fetchAgain={() => fetchAgain(route)}>
          <Suspense fallback={<p className="loading">{t(loading)}</p>}>
            <Page route={route} />
            <KeptKeys />
          </Suspense>
        </PageBoundary>
      </main>
      <SiteDialogs route={route} />
    </>
  )
}

/** Looked up when it is drawn: after a failure there is a new one. */
function Page({ route }: { route: Route }) {
  const Content = pageOf(route)
  return <Content />
}

/** What was pressed before the page was there. */
function KeptKeys() {
  useEffect(() => void giveKeys(), [])
  return null
}

/** After a change of page the focus starts at its top, as after a full load; not at the very first page. */
function useFocusOnNewPage(route: Route) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(route)
  useEffect(() => {
    if (shown.current === route) return
    shown.current = route
    main.current?.focus()
    scrollTo(0, 0)
  }, [route])
  return main
}

const skip = { en: 'Skip to the page', zh: '跳到正文' }
const loading = { en: 'Loading…', zh: '正在载入…' }
