/** Line icons of 16, drawn with the text's colour. A word always stands beside them, or an aria-label on the button. */
const PATHS = {
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.4 3.4L13 4.8',
  down: 'M8 3v10M4 9l4 4 4-4',
  up: 'M8 13V3M4 7l4-4 4 4',
  next: 'M3 8h10M9 4l4 4-4 4',
  back: 'M13 8H3M7 4L3 8l4 4',
  undo: 'M4 6.5h5.5a3.2 3.2 0 0 1 0 6.4H6M4 6.5L6.8 3.7M4 6.5l2.8 2.8',
  search: 'M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM10.2 10.2l3.3 3.3',
  clock: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 4.8V8l2.2 1.6',
  person: 'M8 2.6a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM3.4 13.4v-.6a3 3 0 0 1 3-3h3.2a3 3 0 0 1 3 3v.6',
  file: 'M4 2.2h5l3 3v8.6H4zM9 2.2v3h3M6 8.4h4M6 10.8h4',
  upload: 'M8 10.4V2.8M4.8 5.8L8 2.6l3.2 3.2M2.8 10v3.2h10.4V10',
  copy: 'M5.6 5.6h7.6v7.6H5.6zM10.4 5.4V2.8H2.8v7.6h2.6',
  warning: 'M8 2.4L14.2 13H1.8zM8 6.4v3.2M8 11.4v.1',
  language:
    'M2.4 4.2h7M5.9 2.6v1.6M8.2 4.2C7.6 7 5.4 9.2 2.6 10.2M4 6.4c.8 1.6 2.4 3 4.2 3.6M8.6 13.6l2.7-6.4 2.7 6.4M9.5 11.5h3.6',
  pin: 'M8 14.2C5 10.8 3.6 8.4 3.6 6.4a4.4 4.4 0 0 1 8.8 0c0 2-1.4 4.4-4.4 7.8zM8 4.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4z',
  qr: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h1.6v1.6H9.5zM13.5 9.5v2M11.5 13.5h2M9.5 13.4v.1',
} as const

type IconName = keyof typeof PATHS

export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
)

/** Three dots: the acts of a row. */
export const MoreIcon = () => (
  <svg width={16} height={16} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
    <circle cx="3" cy="8" r="1.5" />
    <circle cx="8" cy="8" r="1.5" />
    <circle cx="13" cy="8" r="1.5" />
  </svg>
)

/** The mark of the product: a road, and the gate across it. */
export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path d="M3 3v18M21 3v18" stroke="currentColor" strokeWidth={2.4} strokeLinecap="square" />
    <path d="M3 7.5h18M3 16.5h18" stroke="currentColor" strokeWidth={1.8} />
    <path d="M8.6 6h6.8v12H8.6z" fill="currentColor" />
    <path d="M10.6 12h2.8" stroke="var(--surface)" strokeWidth={2} />
  </svg>
)
