/** The zones of Brazil, the most people first. */
export const BRAZILIAN_ZONES = [
  "America/Sao_Paulo",
  "America/Bahia",
  "America/Fortaleza",
  "America/Recife",
  "America/Belem",
  "America/Maceio",
  "America/Araguaina",
  "America/Santarem",
  "America/Manaus",
  "America/Cuiaba",
  "America/Campo_Grande",
  "America/Porto_Velho",
  "America/Boa_Vista",
  "America/Rio_Branco",
  "America/Eirunepe",
  "America/Noronha",
] as const;

/** "Campo_Grande", as the catalogue names them. */
export function zoneKey(zone: string): string {
  return zone.split("/").at(-1) ?? zone;
}

/** All others that this browser knows, and that which is set, whatever it is. */
export function otherZones(current: string): string[] {
  const known = Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/"));
  const brazilian: readonly string[] = BRAZILIAN_ZONES;
  return [...new Set([...known, current])].filter((zone) => !brazilian.includes(zone)).toSorted();
}
