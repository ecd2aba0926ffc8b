import type { Metadata } from 'next'
import { SetUp } from './set-up'

export const metadata: Metadata = { title: '首次启动 · 卡口 Kakou' }

export default function Page() {
  return <SetUp />
}
