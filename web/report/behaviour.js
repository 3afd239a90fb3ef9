// What a report does where scripts run: it describes what is pointed at, tapped, or reached by the arrow keys. Without
// it, the browser shows the same words after a moment, and they stand in the tables in any case.
(() => {
  const description = document.createElement('div');
  description.className = 'description';
  description.setAttribute('aria-hidden', 'true');
  document.body.append(description);

  /** The description of each shape, taken from its title, so that the browser does not show it a second time. */
  const words = new Map();
  let chosen = null;

  const hide = () => {
    description.textContent = '';
    chosen?.classList.remove('chosen');
    chosen = null;
  };

  const show = (shape) => {
    if (shape === chosen) return;
    hide();
    chosen = shape;
    shape.classList.add('chosen');
    description.textContent = words.get(shape);
    const at = shape.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.min(
      Math.max(8, at.left + at.width / 2 - description.offsetWidth / 2),
      room - description.offsetWidth - 8,
    );
    const above = at.top - description.offsetHeight - 8;
    description.style.left = `${left + window.scrollX}px`;
    description.style.top = `${(above < 4 ? at.bottom + 8 : above) + window.scrollY}px`;
  };

  for (const strip of document.querySelectorAll('svg.rca-strip[role=img]')) {
    const shapes = [];
    for (const title of strip.querySelectorAll('title')) {
      const shape = title.parentNode;
      words.set(shape, title.textContent);
      title.remove();
      shapes.push(shape);
    }
    if (shapes.length > 0) enliven(strip, shapes);
  }

  /** A strip becomes a slider whose value is the description of the shape it stands at. */
  function enliven(strip, shapes) {
    const inOrder = shapes
      .map((shape) => ({ shape, left: shape.getBoundingClientRect().left }))
      .sort((a, b) => a.left - b.left)
      .map(({ shape }) => shape);
    let index = 0;
    strip.setAttribute('role', 'slider');
    strip.setAttribute('aria-valuemin', '1');
    strip.setAttribute('aria-valuemax', String(inOrder.length));
    const value = () => {
      strip.setAttribute('aria-valuenow', String(index + 1));
      strip.setAttribute('aria-valuetext', words.get(inOrder[index]));
    };
    const stand = () => {
      value();
      show(inOrder[index]);
    };
    value();
    strip.addEventListener('pointerover', ({ target }) => words.has(target) && show(target));
    strip.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && hide());
    strip.addEventListener('focus', () => strip.matches(':focus-visible') && stand());
    strip.addEventListener('blur', hide);
    strip.addEventListener('keydown', (event) => {
      const last = inOrder.length - 1;
      const next = {
        ArrowRight: index + 1,
        ArrowUp: index + 1,
        ArrowLeft: index - 1,
        ArrowDown: index - 1,
        PageUp: index + 10,
        PageDown: index - 10,
        Home: 0,
        End: last,
      }[event.key];
      if (event.key === 'Escape') hide();
      if (next === undefined) return;
      event.preventDefault();
      index = Math.min(last, Math.max(0, next));
      stand();
    });
  }

  for (const hint of document.querySelectorAll('.hint')) hint.hidden = false;
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  window.addEventListener('beforeprint', () => {
    hide();
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
})();
