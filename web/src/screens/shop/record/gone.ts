import { useState } from "react";
import { ApiProblem } from "@/api/client";

/** Whether the API says that there is no such record (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "NOT_FOUND";
}

/** Notes when a call finds the record deleted: no repeat of it can help. */
export function useGone(): { found: boolean; watch: <T>(call: Promise<T>) => Promise<T> } {
  const [found, setFound] = useState(false);
  async function watch<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (isGone(error)) setFound(true);
      throw error;
    }
  }
  return { found, watch };
}
