import { cpf } from "cpf-cnpj-validator";

/** "529.982.247-25", as far as it has been typed. */
export function maskCpf(text: string): string {
  const digits = text.replace(/\D/g, "").slice(0, 11);
  const [a, b, c, d] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)];
  return [a, b, c].filter(Boolean).join(".") + (d && `-${d}`);
}

/** Whether its check digits fit; nothing typed is fine, a CPF is never demanded. */
export function isCpfOrEmpty(text: string): boolean {
  return text.trim() === "" || isCpf(text);
}

export function isCpf(text: string): boolean {
  return cpf.isValid(text);
}
