import { encode } from 'uqr'
import { useText } from '../../components/language'
import styles from './PresenterLayer.module.css'

/** The link for the room's telephones, as large as the dialog; beneath it the link in letters. */
export default function QrCode({ link, label }: { link: string; label: string }) {
  const t = useText()
  const path = tryToDraw(link)
  return (
    <div className={styles.code}>
      {path ? (
        <svg
          viewBox={`0 0 ${path.size} ${path.size}`}
          role="img"
          aria-label={label}
          shapeRendering="crispEdges"
        >
          <path d={path.d} fill="#000000" />
        </svg>
      ) : (
        <p>{t(tooLong)}</p>
      )}
      <p>{link}</p>
    </div>
  )
}

/** null where the link is longer than any QR code holds (2,953 bytes). */
function tryToDraw(link: string): { size: number; d: string } | null {
  try {
    const { size, data } = encode(link, { ecc: 'L', border: 4 })
    const rows = data.map((row, y) => row.map((black, x) => (black ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    return { size, d: rows.join('') }
  } catch {
    return null
  }
}

const tooLong = { en: 'This link is too long for a QR code.', zh: '这个链接太长，无法生成二维码。' }
