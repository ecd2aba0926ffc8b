'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useState } from 'react'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { tabletDevice } from '../_text/tablet-device'
import { Ground } from '../_ui/ground'
import keyStyles from './_keys/keys.module.css'
import type { Room, RoomView } from './_room/room-shape'
import { theRoom, useRoom } from './_room/use-room'
import { EntryScreen } from './entry-screen'
import styles from './tablet-screen.module.css'
import { useGround } from './use-ground'
import { useUpdates } from './use-updates'

/** For the day on which a tablet ends; the worker keeps it for when there is no network. */
const RescuePart = dynamic(() => import('./post/rescue-part').then((part) => part.RescuePart), { ssr: false })

/** Once in a tablet's life. */
const PairingScreen = dynamic(() => import('./pairing-screen').then((part) => part.PairingScreen), {
  ssr: false,
  loading: () => <main />,
})

/** The tablet's one page. Until the store is open there is only its ground. */
export const TabletScreen = () => {
  const view = useRoom()
  return view === null || view.phase === 'opening' ? (
    <Ground ground="sun">{null}</Ground>
  ) : (
    <OpenTablet room={theRoom()} view={view} />
  )
}

const OpenTablet = ({ room, view }: { room: Room; view: RoomView }) => {
  const words = useText(tablet)
  const device = useText(tabletDevice)
  const [busy, setBusy] = useState(false)
  const [pairingAgain, setPairingAgain] = useState(false)
  const { ground, toggle } = useGround(busy)
  useUpdates(!busy, view.link.kind === 'barred' && view.link.reason === 'upgrade')
  const pairAgain = useCallback(() => setPairingAgain(true), [])

  const blank = (title: string, hint: string, act?: ReactNode) => (
    <main className={styles.blank}>
      <h1>{title}</h1>
      <p>{hint}</p>
      {act}
    </main>
  )

  const screen = (): ReactNode => {
    if (view.phase === 'storage-fails') return blank(words.storageFails, words.storageFailsHint)
    if (view.phase === 'lost') {
      const again = (
        <button type="button" className={keyStyles.primary} onClick={room.startOver}>
          {device.lost.pair}
        </button>
      )
      return blank(device.lost.title, device.lost.hint, again)
    }
    if (view.phase === 'unpaired' || pairingAgain) {
      const back = view.phase === 'paired' ? () => setPairingAgain(false) : null
      return (
        <PairingScreen pair={room.pair} cleared={view.cleared} onPaired={() => setPairingAgain(false)} onBack={back} />
      )
    }
    if (view.retired) {
      const waits = device.retired.waits(view.tally.waiting + view.tally.toCorrect)
      return blank(device.retired.title, waits, <RescuePart room={room} view={view} />)
    }
    return (
      <EntryScreen room={room} view={view} ground={ground} onGround={toggle} onBusy={setBusy} onPairAgain={pairAgain} />
    )
  }
  return <Ground ground={ground}>{screen()}</Ground>
}
