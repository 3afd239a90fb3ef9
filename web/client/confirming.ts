import { button, element, fill } from './dom.ts';

/** What is to be done, and does happen only once it is confirmed. */
interface Proposal {
  readonly title: string;
  readonly content: Node;
  /** On the button that does it. */
  readonly label: string;
  readonly act: () => Promise<void>;
}

interface Confirming {
  readonly node: HTMLElement;
  readonly confirm: (proposal: Proposal) => void;
}

/** A dialog that shows what is to be done, and why it could not be. @param id of its title */
export function confirmingOf(id: string): Confirming {
  const dialog = element('dialog', { 'aria-labelledby': id });
  const confirm = ({ title, content, label, act }: Proposal): void => {
    const problem = element('p', { class: 'trouble', role: 'alert' });
    const go = button(
      label,
      () => {
        act().then(
          () => {
            dialog.close();
          },
          (error: unknown) => {
            problem.textContent = error instanceof Error ? error.message : String(error);
          },
        );
      },
      { class: 'primary' },
    );
    const cancel = button('Cancel', () => {
      dialog.close();
    });
    fill(dialog, element('h2', { id }, title), content, problem, element('div', { class: 'acts' }, go, cancel));
    dialog.showModal();
  };
  return { node: dialog, confirm };
}

/** A control below its name. */
export const field = (label: string, control: HTMLElement): HTMLElement =>
  element('p', { class: 'field' }, element('label', { for: control.id }, label), control);
