/** Line icons of 24 for gloves and sun, drawn with the text's colour; a word or a label always says the same. */
const PATHS = {
  check: 'M4 12.5l5.2 5.2L20 6.8',
  in: 'M12 4v15M5.5 12.5L12 19l6.5-6.5',
  out: 'M12 20V5M5.5 11.5L12 5l6.5 6.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  backspace: 'M8.2 5.5H19a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H8.2L3 12zM11.5 9.5l5 5M16.5 9.5l-5 5',
  siren:
    'M4.5 20h15M7 20l1.2-7.5h7.6L17 20M10.5 16.2h3M12 3.2v3.4M5.4 5.6l2.2 2.4M18.6 5.6l-2.2 2.4M3.4 11.2h2.4M18.2 11.2h2.4',
  moon: 'M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3L7 7M17 17l1.7 1.7M5.3 18.7L7 17M17 7l1.7-1.7',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  clock: 'M12 3.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4zM12 7.5V12l3 2',
  'no-network':
    'M4 4l16 16M8.2 12.2a7 7 0 0 1 2.6-1.3M15.4 11.9a7 7 0 0 1 1.4 1M5 9a11.5 11.5 0 0 1 2.6-1.7M11.4 6a11.6 11.6 0 0 1 7.8 3.2M10.3 15.4a3.6 3.6 0 0 1 3.6.2M12 18.9v.1',
  sending: 'M12 19V6M6.5 11L12 5.5l5.5 5.5',
  warning: 'M12 4l9 15.5H3zM12 10v4.5M12 17v.1',
  undo: 'M6 9.5h8.2a4.8 4.8 0 0 1 0 9.6H9M6 9.5l4.2-4.2M6 9.5l4.2 4.2',
  phone:
    'M6.4 3.8l3 .2 1.3 4-2 1.6a12 12 0 0 0 5.7 5.7l1.6-2 4 1.3.2 3c0 1.3-1 2.3-2.2 2.2C11 19.3 4.7 13 4.2 6c-.1-1.2.9-2.2 2.2-2.2z',
  next: 'M5 12h14M13 6l6 6-6 6',
  box: 'M5 5h14v14H5z',
  list: 'M8 6.5h12M8 12h12M8 17.5h12M4 6.5h.1M4 12h.1M4 17.5h.1',
} as const

export type TabletIconName = keyof typeof PATHS

export const TabletIcon = ({ name, size = 28 }: { name: TabletIconName; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={2.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
)
