// What was changed in a brand, step by step -> the same steps seen from the file that is saved meanwhile.
//   A step is { changes, base }: values by place, other than those of the file of that hash.

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Steps that began from the file as it was, told from the file as it is saved: `saved` are the values that went into
    it, `before` those that stood there, `base` is its hash. */
export function rebased(steps, saved, before, base) {
  return steps.map((step) => ({ base, changes: turned(step.changes, saved, before) }));
}

function turned(changes, saved, before) {
  const next = new Map(changes);
  for (const [place, value] of saved) {
    const wanted = changes.has(place) ? changes.get(place) : before.get(place) ?? null;
    if (same(wanted, value)) next.delete(place);
    else next.set(place, wanted);
  }
  return next;
}
