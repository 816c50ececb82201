import { describe, expect, it } from "vitest";
import { isCpfOrEmpty, maskCpf } from "./cpf";

describe("maskCpf", () => {
  it("grows with what is typed", () => {
    const steps = ["529", "5299", "529982", "5299822", "529982247", "52998224725", "529982247259"].map(maskCpf);
    expect(steps).toEqual(["529", "529.9", "529.982", "529.982.2", "529.982.247", "529.982.247-25", "529.982.247-25"]);
  });
});

describe("isCpfOrEmpty", () => {
  it("takes a good one or none", () => {
    expect(["", " ", "529.982.247-25", "52998224725"].map(isCpfOrEmpty)).toEqual([true, true, true, true]);
    expect(["529.982.247-26", "111.111.111-11", "529"].map(isCpfOrEmpty)).toEqual([false, false, false]);
  });
});
