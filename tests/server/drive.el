;; Drives Emacs through an article: what is found, a repair, what is found then. Writes that as JSON, and leaves.
(require 'eglot)
(require 'json)

(defun told ()
  "What is found in the buffer, in its order."
  (mapcar (lambda (finding)
            (let ((beg (flymake-diagnostic-beg finding)) (end (flymake-diagnostic-end finding)))
              `((line . ,(line-number-at-pos beg))
                (place . ,(buffer-substring-no-properties beg end))
                (kind . ,(symbol-name (flymake-diagnostic-type finding)))
                (text . ,(flymake-diagnostic-text finding)))))
          (sort (flymake-diagnostics)
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defvar published 0 "How often the server published findings.")
(advice-add 'eglot-handle-notification :after
            (lambda (_server method &rest _)
              (when (eq method 'textDocument/publishDiagnostics) (setq published (1+ published)))))

(defun wait-until (test)
  "Read what the server says until TEST holds; the process is ended from outside if it never does."
  (while (not (funcall test))
    (accept-process-output nil 0.05)
    (flymake-start)))

(find-file (getenv "ARTICLE"))
(call-interactively #'eglot)
(wait-until #'flymake-diagnostics)
(let ((before (told)))
  (goto-char (flymake-diagnostic-beg
              (seq-find (lambda (finding) (string-match-p "TXT001" (flymake-diagnostic-text finding)))
                        (flymake-diagnostics))))
  (let* ((place (point))
         (offered (append (eglot-code-actions place (1+ place) "quickfix") nil))
         (heard published)
         (best (seq-find (lambda (action) (eq t (plist-get action :isPreferred))) offered)))
    (eglot--apply-workspace-edit (plist-get best :edit))
    (eglot--signal-textDocument/didChange)
    (wait-until (lambda () (> published heard)))
    (flymake-start)
    (let ((seen `((before . ,(vconcat before))
                  (titles . ,(vconcat (mapcar (lambda (action) (plist-get action :title)) offered)))
                  (text . ,(buffer-substring-no-properties (point-min) (point-max)))
                  (after . ,(vconcat (told)))))
          (coding-system-for-write 'utf-8))
      (with-temp-file (getenv "SEEN") (insert (json-encode seen))))))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
