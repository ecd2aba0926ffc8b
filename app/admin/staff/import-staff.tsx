'use client'

import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { ImportPanel, type Preview } from '../_files/import-panel'
import type { ToldPin } from './staff-member'

type Column = keyof (typeof places)['zh']['staff']['file']['columns']

/** People from a file; the PINs of who is new come back and are told once. */
export const ImportStaff = ({
  onClose,
  onImported,
}: {
  onClose: () => void
  onImported: (pins: readonly ToldPin[]) => Promise<void>
}) => (
  <ImportPanel<Column, Preview<Column> & { pins: ToldPin[] }>
    path="/staff/imports"
    accept=".xlsx,.csv"
    words={useText(places).staff.file}
    onClose={onClose}
    onImported={({ pins }) => onImported(pins)}
  />
)
