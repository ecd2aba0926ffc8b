import type { Metadata } from 'next'
import { Login } from './login'

export const metadata: Metadata = { title: '登录 · 卡口 Kakou' }

export default function Page() {
  return <Login />
}
