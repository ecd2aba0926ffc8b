/** A tablet's public key as it is stored: ES256, nothing else of what was sent. */
export interface DeviceKey {
  kty: 'EC'
  crv: 'P-256'
  x: string
  y: string
}
