/** A dog fresh from the bath, sitting, with a bandana; (x, y) is the corner of its 140 × 150 box. */
export function Dog({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path d="M112 128c20 2 30-12 24-28" className="fill-none stroke-[#c98a4b] stroke-[11] [stroke-linecap:round]" />
      <path d="M38 146c-8-40 4-74 34-74s46 34 40 74z" className="fill-[#c98a4b]" />
      <path d="M56 146c-4-26 2-48 17-48s22 22 18 48z" className="fill-[#f3e1c7]" />
      <path d="M34 150a14 10 0 0 1 28 0zM84 150a14 10 0 0 1 28 0z" className="fill-[#b1743a]" />
      <path d="M40 88c12 14 54 14 66 0l-8 26c-8 10-16 14-25 18-9-4-17-8-25-18z" className="fill-glow" />
      <circle cx="62" cy="106" r="3" className="fill-surface" />
      <circle cx="82" cy="104" r="3" className="fill-surface" />
      <circle cx="73" cy="118" r="3" className="fill-surface" />
      <path
        d="M36 44C20 34 8 48 12 70c2 12 14 16 22 8zM108 44c16-10 28 4 24 26-2 12-14 16-22 8z"
        className="fill-[#8a5527]"
      />
      <path d="M72 12c30 0 42 20 42 42 0 26-18 42-42 42S30 80 30 54c0-22 12-42 42-42z" className="fill-[#c98a4b]" />
      <path
        d="M72 14c9 0 12 12 12 26 0 8 14 14 14 28 0 16-12 26-26 26S46 84 46 68c0-14 14-20 14-28 0-14 3-26 12-26z"
        className="fill-[#f3e1c7]"
      />
      <circle cx="53" cy="50" r="5.500" className="fill-[#241f19]" />
      <circle cx="91" cy="50" r="5.500" className="fill-[#241f19]" />
      <circle cx="55" cy="48" r="1.800" className="fill-[#ffffff]" />
      <circle cx="93" cy="48" r="1.800" className="fill-[#ffffff]" />
      <path d="M60 62c0-5 6-7 12-7s12 2 12 7c0 6-7 10-12 10s-12-4-12-10z" className="fill-[#241f19]" />
      <path
        d="M72 72v6m0 0c-2 5-10 6-13 1m13-1c2 5 10 6 13 1"
        className="fill-none stroke-[#241f19] stroke-[3] [stroke-linecap:round]"
      />
      <path d="M67 82h10v6a5 5 0 0 1-10 0z" className="fill-danger" />
      <ellipse cx="67" cy="60" rx="3" ry="1.800" className="fill-glow" />
    </g>
  );
}
