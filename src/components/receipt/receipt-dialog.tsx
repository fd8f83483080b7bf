'use client';
/** Shows a receipt, to be copied or kept as a file. */
import { useId, useMemo, useRef } from 'react';
import type { Receipt } from '../../react/use-receipt';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { CopyButton } from '../shared/copy-button';
import { saveFile } from '../shared/save-file';
import { useModal } from '../shared/use-modal';
import { receiptJson, receiptLines, receiptText } from './receipt-lines';

export interface ReceiptDialogProps {
  receipt: Receipt;
  /** ISO 8601 */
  madeAt: string;
  onClose(): void;
}

export function ReceiptDialog({ receipt, madeAt, onClose }: ReceiptDialogProps) {
  const text = useText();
  const { receipt: words } = text.labels;
  const titleId = useId();
  const done = useRef<HTMLButtonElement>(null);
  const { ref, close, onClose: handleClose } = useModal(done, onClose);
  const lines = useMemo(() => receiptLines(receipt, text, madeAt), [receipt, text, madeAt]);
  const plain = receiptText(lines, text);

  function save(extension: 'txt' | 'json'): void {
    const bank = receipt.institution?.name ?? receipt.connectionId;
    const name = `receipt-${bank.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}-${madeAt.slice(0, 10)}.${extension}`;
    if (extension === 'txt') saveFile(name, 'text/plain', plain);
    else saveFile(name, 'application/json', JSON.stringify(receiptJson(receipt, text, madeAt), null, 2));
  }

  return (
    <dialog data-ck="receipt" ref={ref} aria-labelledby={titleId} onClose={handleClose}>
      <h2 data-ck="confirm-title" id={titleId}>
        {words.title}
      </h2>
      <dl data-ck="facts">
        {lines.map(({ label, values }, index) => (
          // Two jobs of one gesture may be of one kind.
          // oxlint-disable-next-line react/no-array-index-key
          <div data-ck="fact" key={`${index} ${label}`}>
            <dt>{label}</dt>
            <dd>
              {values.map((value) => (
                <span data-ck="receipt-value" key={value}>
                  <bdi>{value}</bdi>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div data-ck="confirm-buttons">
        <CopyButton value={plain}>{words.copy}</CopyButton>
        <Button part="receipt-text" look="link" onClick={() => save('txt')}>
          {words.asText}
        </Button>
        <Button part="receipt-json" look="link" onClick={() => save('json')}>
          {words.asJson}
        </Button>
        <Button part="receipt-close" ref={done} onClick={close}>
          {words.close}
        </Button>
      </div>
    </dialog>
  );
}
