self.postMessage(null)
