import type { ReactNode } from 'react'

/** Marks of the controls, drawn with the ink of their text on a 16 grid. Never without a word beside them. */
function Icon({ children, filled = false }: { children: ReactNode; filled?: boolean }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill={filled ? 'currentColor' : 'none'}
      stroke={filled ? 'none' : 'currentColor'}
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {children}
    </svg>
  )
}

export const PlayIcon = () => (
  <Icon filled>
    <path d="M4 2.8v10.4L13 8z" />
  </Icon>
)

export const PauseIcon = () => (
  <Icon filled>
    <path d="M4 3h3v10H4zM9 3h3v10H9z" />
  </Icon>
)

export const StepIcon = () => (
  <Icon filled>
    <path d="M3 3v10l7.5-5zM11 3h2v10h-2z" />
  </Icon>
)

export const ResetIcon = () => (
  <Icon>
    <path d="M3.4 8A4.8 4.8 0 1 0 5 4.4L3 6M3 2.6V6h3.4" />
  </Icon>
)

export const UndoIcon = () => (
  <Icon>
    <path d="M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6" />
  </Icon>
)

export const LinkIcon = () => (
  <Icon>
    <path d="M6.6 9.4a2.8 2.8 0 0 0 4 0l2.2-2.2a2.8 2.8 0 0 0-4-4L7.6 4.4M9.4 6.6a2.8 2.8 0 0 0-4 0L3.2 8.8a2.8 2.8 0 0 0 4 4l1.2-1.2" />
  </Icon>
)

export const PresentIcon = () => (
  <Icon>
    <path d="M2 2.7h12v8H2zM8 10.7v2.8M5.4 13.5h5.2" />
  </Icon>
)

export const MoonIcon = () => (
  <Icon>
    <path d="M13 9.6A5.4 5.4 0 0 1 6.4 3 5.4 5.4 0 1 0 13 9.6z" />
  </Icon>
)

export const SunIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1" />
  </Icon>
)

export const KeyboardIcon = () => (
  <Icon>
    <path d="M1.7 4h12.6v8H1.7zM4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M5 9.4h6" />
  </Icon>
)

export const MenuIcon = () => (
  <Icon>
    <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />
  </Icon>
)

export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
)

export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.4 3.2 3.2L13 4.8" />
  </Icon>
)

export const ChevronIcon = () => (
  <Icon>
    <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
  </Icon>
)

export const QrIcon = () => (
  <Icon>
    <path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h1.6v1.6M13.5 9.7v1.6M9.5 13.5h1.4M13.5 13.5h-.8" />
  </Icon>
)

export const BlankIcon = () => (
  <Icon>
    <path d="M2 3h12v9H2zM4.5 5.5l7 4M11.5 5.5l-7 4" />
  </Icon>
)
