import { useRouter } from "next/router";

const MAX_SAFE_DIGITS = 15;

/** The id in the address; null when it cannot be one, undefined while the address is not read yet. */
export function useRecordId(): number | null | undefined {
  const { isReady, query } = useRouter();
  if (!isReady) return undefined;
  return asId(query.id);
}

/** A row's id in a text of the address. */
export function asId(text: string | string[] | undefined): number | null {
  const plain = typeof text === "string" && /^[1-9]\d*$/.test(text) && text.length <= MAX_SAFE_DIGITS;
  return plain ? Number(text) : null;
}
