import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Toasts } from './_ui/toast'
import './globals.css'

export const metadata: Metadata = {
  title: '卡口 Kakou',
  description: '道路卡口登记与指挥',
  formatDetection: { telephone: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

/** Chinese until the reader's choice is known; `_text/language` then sets `lang` on this element. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN" suppressHydrationWarning>
      <body>
        {children}
        <Toasts />
      </body>
    </html>
  )
}
