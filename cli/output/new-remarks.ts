/** Hands on what is odd about checks, one line for a person each: each once for as long as it lasts. */
export function newRemarks(onRemark: (remark: string) => void): (remarks: readonly string[]) => void {
  let last: readonly string[] = [];
  return (remarks) => {
    for (const remark of remarks) if (!last.includes(remark)) onRemark(remark);
    last = remarks;
  };
}
