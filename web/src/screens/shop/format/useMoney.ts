import { useFormatter } from "use-intl";

/** A decimal string as "R$ 1.234,56". For showing only: ten digits and two decimals fit a number exactly. */
export function useMoney(): (decimal: string) => string {
  const format = useFormatter();
  return (decimal) => format.number(Number(decimal), { style: "currency", currency: "BRL" });
}
